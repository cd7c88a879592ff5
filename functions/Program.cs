using System.Globalization;
using YouthFunctions.CommandLine;
using YouthFunctions.Hosting;

// Whatever machine it runs on, numbers and dates are written one way unless a culture is named.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

if (CommandErrors.UnsupportedMachine() is { } sentence)
{
    await Console.Error.WriteLineAsync(sentence);
    return CommandErrors.Failed;
}

return Environment.GetEnvironmentVariable("FUNCTIONS_CUSTOMHANDLER_PORT") is { Length: > 0 } port
    ? await CommandErrors.GuardAsync(async () =>
    {
        await AppHost.CustomHandler(int.Parse(port, CultureInfo.InvariantCulture)).RunAsync();
        return 0;
    })
    : await Commands.RunAsync(args);
