using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Constraints;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace YouthFunctions.Tests.Hosting.Heads;

/// <summary>
/// What a Functions host does with a request before a function sees it: it matches the functions' routes, answers what none of them
/// takes (a wrong method too) with an empty 404, keeps routes that begin with <c>admin</c> for itself, and sends the rest on.
/// </summary>
internal sealed class FrontDoor : IAsyncDisposable
{
    private const long BodyLimit = 100_000_000; // the host's own
    private readonly WebApplication _app;

    private FrontDoor(WebApplication app) => _app = app;

    /// <summary>Where clients send to.</summary>
    public Uri Address => new(_app.Urls.First());

    /// <summary>Opens it.</summary>
    /// <param name="routes">The functions' routes.</param>
    /// <param name="send">Sends a request to a function and writes its answer.</param>
    public static async Task<FrontDoor> StartAsync(IReadOnlyList<HttpRoute> routes, Func<HttpContext, HttpRoute, Task> send)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.Configure<RouteOptions>(options => options.SetParameterPolicy<MaxLengthRouteConstraint>("maxlength"));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Limits.MaxRequestBodySize = BodyLimit;
            kestrel.AddServerHeader = false;
        });
        var app = builder.Build();
        foreach (var route in routes.Where(route => !route.IsReserved))
        {
            RequestDelegate forward = http => send(http, route);
            if (route.Methods.Length == 0)
                app.Map(route.Template, forward);
            else
                app.MapMethods(route.Template, route.Methods.Select(method => method.ToUpperInvariant()), forward);
        }

        // Without this the routing would answer 405 to a wrong method.
        app.MapFallback("{**unrouted}", http =>
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });
        await app.StartAsync();
        return new FrontDoor(app);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
