using System.Diagnostics;

namespace YouthFunctions.Tests.Exports;

/// <summary>Programs that analysts have, and that a machine for tests may lack: then the test says so.</summary>
internal static class OtherTools
{
    private static readonly Lazy<string?> Python = new(() => new[] { "/usr/bin/python3", "/usr/local/bin/python3" }.FirstOrDefault(
        path => File.Exists(path) && Run(path, Path.GetTempPath(), ["-I", "-c", "import openpyxl, pandas"]).ExitCode == 0));

    private static readonly Lazy<string?> Office = new(() =>
        new[] { "/usr/bin/soffice", "/usr/bin/libreoffice" }.FirstOrDefault(File.Exists));

    /// <summary>What a Python program with pandas and openpyxl prints.</summary>
    public static string RunPython(string folder, params string[] arguments)
    {
        Skip.If(Python.Value is null, "Python has no pandas: apt-get install python3-pandas python3-openpyxl");
        return Succeed(Run(Python.Value!, folder, arguments));
    }

    /// <summary>What LibreOffice prints.</summary>
    public static string RunOffice(string folder, params string[] arguments)
    {
        Skip.If(Office.Value is null, "LibreOffice is not installed: apt-get install libreoffice-calc-nogui");
        return Succeed(Run(Office.Value!, folder, [$"-env:UserInstallation=file://{folder}/office", "--headless", .. arguments]));
    }

    private static string Succeed((int ExitCode, string Out, string Error) run)
    {
        Assert.True(run.ExitCode == 0, $"It ended with {run.ExitCode}: {run.Error}{run.Out}");
        return run.Out;
    }

    private static (int ExitCode, string Out, string Error) Run(string program, string folder, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["PYTHONIOENCODING"] = "utf-8" },
        })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }
}
