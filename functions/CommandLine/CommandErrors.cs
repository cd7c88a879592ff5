using System.Globalization;
using System.Net.Sockets;
using Azure;
using Azure.Identity;
using YouthFunctions.Backups;
using YouthFunctions.Calls.Runtime;
using YouthFunctions.Emulator;
using YouthFunctions.Local;
using YouthFunctions.Storage;

namespace YouthFunctions.CommandLine;

/// <summary>What stands in the way of a start and can be mended by whoever starts it: one sentence instead of a stack trace.</summary>
public static class CommandErrors
{
    /// <summary>The exit code of a run that was refused or failed.</summary>
    public const int Failed = 1;

    /// <summary>The exit code of a run that was interrupted, as shells count it.</summary>
    public const int Interrupted = 130;

    /// <summary>Why this machine cannot run the product; null when it can.</summary>
    public static string? UnsupportedMachine()
    {
        const string Sentence =
            "Vietnamese texts need the system's ICU library: unset DOTNET_SYSTEM_GLOBALIZATION_INVARIANT, "
            + "install libicu if it is missing, and start again.";
        try
        {
            // Without ICU, .NET knows the name at most, and would sort and write numbers as nobody in Viet Nam does.
            return CultureInfo.GetCultureInfo("vi-VN").NumberFormat.NumberDecimalSeparator == "," ? null : Sentence;
        }
        catch (CultureNotFoundException)
        {
            return Sentence;
        }
    }

    /// <summary>Runs something; its exit code, after the sentence about what a person can mend, if it came to that.</summary>
    public static async Task<int> GuardAsync(Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Stopped before it was done.");
            return Interrupted;
        }
        catch (Exception error) when (Describe(error) is { } sentence)
        {
            await Console.Error.WriteLineAsync(sentence);
            return Failed;
        }
    }

    /// <summary>The sentence; null for an error that is the program's own, whose stack trace is wanted.</summary>
    public static string? Describe(Exception error) => error switch
    {
        LocalStorageException or LocalRunException or SettingException or RestoreException or OrganisationException
            or DamagedRowException => error.Message,
        AggregateException { InnerExceptions: [.., var last] } => Describe(last),
        AuthenticationFailedException => $"No identity could sign in to Azure ({FirstLine(error)}): sign in with 'az login', "
            + "or set AZURE_CLIENT_ID where an identity is assigned.",
        RequestFailedException { Status: 401 or 403 } refused =>
            $"Storage refuses ({refused.ErrorCode ?? refused.Status.ToString(CultureInfo.InvariantCulture)}): whoever runs this needs "
            + "the roles Storage Table Data Contributor and Storage Blob Data Contributor on the account.",
        RequestFailedException { Status: 0 } =>
            $"Storage cannot be reached ({FirstLine(error)}): look at the address in the settings and at the network.",
        RequestFailedException failed => $"Storage answered {failed.Status} ({FirstLine(error)}): try again later.",
        HttpRequestException or SocketException => $"The network failed ({FirstLine(error)}): try again later.",
        IOException or UnauthorizedAccessException => $"{FirstLine(error)} Mend that and start again.",
        _ => null,
    };

    private static string FirstLine(Exception error) => error.Message.Split('\n', 2)[0].Trim();
}
