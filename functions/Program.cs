using System.Globalization;
using YouthFunctions.Calls.Runtime;
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
        if (!ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            throw new SettingException("FUNCTIONS_CUSTOMHANDLER_PORT is a port, which the Functions host sets.");
        await AppHost.CustomHandler(number).RunAsync();
        return 0;
    })
    : await Commands.RunAsync(args);
