using System.CommandLine;
using System.Globalization;
using YouthFunctions.Hosting;
using YouthFunctions.Local;

// Whatever machine it runs on, numbers and dates are written one way unless a culture is named.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

if (Environment.GetEnvironmentVariable("FUNCTIONS_CUSTOMHANDLER_PORT") is { Length: > 0 } port)
{
    await AppHost.CustomHandler(int.Parse(port, CultureInfo.InvariantCulture)).RunAsync();
    return 0;
}

return await Commands.Root().Parse(args).InvokeAsync();
