using System.Globalization;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using YouthFunctions.Calls.Runtime;
using YouthFunctions.CommandLine;
using YouthFunctions.Hosting;
using YouthFunctions.Isolated;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

if (CommandErrors.UnsupportedMachine() is { } sentence)
{
    await Console.Error.WriteLineAsync(sentence);
    return CommandErrors.Failed;
}

return await CommandErrors.GuardAsync(async () =>
{
    var builder = FunctionsApplication.CreateBuilder(args);
    builder.ConfigureFunctionsWebApplication();
    builder.Services.Configure<KestrelServerOptions>(HostKind.Limit);
    AppHost.AddBehindHost(builder.Services, builder.Configuration, HostKind.Isolated);
    builder.Services.AddSingleton<IsolatedHost>();
    if (Observability.IsOn(builder.Configuration)) // the host then leaves the worker's logs to the worker, and none is written twice
        builder.Services.AddOpenTelemetry().UseFunctionsWorkerDefaults();
    await builder.Build().RunAsync();
    return 0;
});
