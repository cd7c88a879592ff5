using System.Diagnostics;
using System.Text.Json;
using Azure;
using YouthFunctions.Access;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Bodies;
using YouthFunctions.Calls.Organisations;
using YouthFunctions.Calls.Runtime;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Storage;
using YouthFunctions.Storage.Pipeline;
using YouthFunctions.Units;

namespace YouthFunctions.Hosting;

/// <summary>
/// What holds for every request on every head: correlation, security headers, who asks, what they may, problems instead
/// of exceptions, metrics. It is no ASP.NET middleware, because the isolated worker runs none.
/// </summary>
public sealed class Pipeline(
    FunctionHandlers handlers, AuditedCalls audited, HostKind host, Authenticator authenticator, CallerRateLimiter limit,
    UnitRegister register, UnitTreeStore trees, Store store, TimeProvider clock,
    ILogger<Pipeline> log)
{
    private static readonly Text NoKey = new(
        $"Cần khóa truy cập hợp lệ trong tiêu đề {Authenticator.KeyHeader}.",
        $"A valid key is needed in the header {Authenticator.KeyHeader}.");

    /// <summary>Answers one request.</summary>
    /// <param name="function">The function that the route leads to.</param>
    /// <param name="route">The values of the route's parameters.</param>
    /// <param name="http">The request and response.</param>
    public async Task RunAsync(HttpFunction function, RouteValueDictionary route, HttpContext http)
    {
        var started = Stopwatch.GetTimestamp();
        // Behind a host the request itself is the host's to trace: a second one would count it twice.
        using var activity = Telemetry.Start(function.Name, host.IsBehindHost ? ActivityKind.Internal : ActivityKind.Server);
        var call = new Call(http, function, route, null, RequestLanguage.FromRequest(http.Request), clock.GetUtcNow());
        SecurityHeaders.Set(http.Response, call.Now, (clock as ProductClock)?.IsMoved ?? false);
        BodyDrain.BeforeAnswer(http);
        using var budget = StorageTimeBudget.Begin(clock);
        var units = register.Begin();
        try
        {
            var result = await AnswerAsync(call, units);
            if (budget.IsExhausted) // a handler may have caught it and gone on without what it asked for
                throw new TimeoutException("Storage did not answer in the time that a request has for it.");
            await result.ExecuteAsync(http);
        }
        catch (Exception) when (http.RequestAborted.IsCancellationRequested)
        {
            log.CallAborted(function.Name);
        }
        catch (Exception error) when (!http.Response.HasStarted)
        {
            await Refusal(call, error).ExecuteAsync(http);
        }

        activity?.SetTag("http.request.method", http.Request.Method).SetTag("url.path", http.Request.Path.Value)
            .SetTag("http.route", function.Route)
            .SetTag("http.response.status_code", http.Response.StatusCode);
        if (http.Response.StatusCode >= StatusCodes.Status500InternalServerError)
            activity?.SetStatus(ActivityStatusCode.Error);
        Telemetry.Request(function.Name, http.Response.StatusCode, Stopwatch.GetElapsedTime(started));
    }

    private async Task<IResult> AnswerAsync(Call call, UnitHold units)
    {
        var cancel = call.Http.RequestAborted;
        if (call.Http.Request.ContentLength > HostKind.BodyLimit)
            return TooLarge(call);
        var who = await authenticator.IdentifyAsync(call.Http.Request, cancel);
        if (who.Caller is { } known)
        {
            await trees.RefreshAsync(cancel);
            units.Take();
            call = call with { Caller = await authenticator.FindTreesAsync(known, cancel) };
        }

        var asker = call.Caller?.Id ?? call.Http.Connection.RemoteIpAddress?.ToString() ?? "-";
        if ((who.WaitSeconds ?? limit.Acquire(asker)) is { } seconds)
            return CallerRateLimiter.TooManyRequests(call, seconds);
        if (Forbidden(call) is { } forbidden)
            return forbidden;
        return store.WriteBlockReason is not null && call.Function.Method != HttpMethods.Get
            ? DiskFull(call)
            : await audited.RunAsync(call, handlers.Find(call.Function), cancel);
    }

    // What the table says of a function, held against who asks.
    private IResult? Forbidden(Call call)
    {
        if (call.Function.Roles == Role.None)
            return null;
        if (call.Caller is not { } caller)
            return Problems.Create(call, StatusCodes.Status401Unauthorized, "no-key", NoKey);
        if (!caller.HasRole(call.Function.Roles))
            return Problems.Create(call, StatusCodes.Status403Forbidden, "role", new Text(
                $"Vai trò {Roles.Names(caller.Role, Language.Vietnamese)} không được dùng chức năng này.",
                $"The role {Roles.Names(caller.Role, Language.English)} may not use this function."));
        var top = Organisation.Current.Top.Singular;
        if (call.Function.Scope == AccessScope.Country && !caller.IsAtCentre)
            return Problems.Create(call, StatusCodes.Status403Forbidden, "country-only", new Text(
                $"Chức năng này tác động đến mọi đơn vị nên chỉ quản trị viên của {top.Vietnamese} được dùng.",
                $"This function acts on all units: only an administrator of the {top.English} may use it."));
        // The year is the handler's to read; whoever reaches the unit in no tree at all need not come so far.
        return call.Function.Scope == AccessScope.Unit && !register.Trees.Any(tree => call.UnitIn(tree) is not null)
            ? Problems.NoUnitWithinReach(call)
            : null;
    }

    private static IResult TooLarge(Call call) => Problems.Create(
        call, StatusCodes.Status413PayloadTooLarge, "too-large", new Text("Nội dung gửi lên quá lớn.", "The content is too large."));

    private static IResult DiskFull(Call call) => Problems.Create(call, StatusCodes.Status507InsufficientStorage, "disk-full", new Text(
        "Ổ đĩa không còn đủ chỗ để lưu nên chưa nhận dữ liệu; xin gửi lại khi đã giải phóng dung lượng.",
        "The disk has no room to save, so nothing is taken; please send it again when space was freed."), retryAfterSeconds: 30);

    // Bodies are read by StrictJson and stored rows by DamagedRows: JSON that is broken elsewhere is an answer of storage, cut short.
    private static bool IsStorageUnavailable(Exception error) => error is AggregateException all
        ? all.InnerExceptions.All(IsStorageUnavailable)
        : error is RequestFailedException or TimeoutException or IOException or OperationCanceledException or JsonException;

    private IResult Refusal(Call call, Exception error)
    {
        switch (error)
        {
            case BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }:
                return TooLarge(call);
            case BadHttpRequestException:
                return Problems.Malformed(call, (error as BadBodyException)?.Pointer ?? "", new Text(
                    "Nội dung không đúng định dạng.", "The content is not in the form expected."));
            case DocumentTooLargeException:
                return Problems.Create(call, StatusCodes.Status422UnprocessableEntity, "document-too-large", new Text(
                    "Cùng với những gì đã lưu, nội dung này lớn hơn mức lưu được; hãy rút gọn, hoặc bỏ bớt mục cũ.",
                    "With what is stored already this is more than can be kept; shorten it, or take out older entries."));
            case Exception when error.GetBaseException() is RequestFailedException { Status: WriteBlockPolicy.Status }:
                return DiskFull(call);
            case Exception when IsStorageUnavailable(error):
                log.StorageAway(error, call.Function.Name);
                return Problems.Create(call, StatusCodes.Status503ServiceUnavailable, "storage-away", new Text(
                    "Kho dữ liệu tạm thời không trả lời; xin gửi lại sau.",
                    "Storage does not answer at the moment; please send it again later."), retryAfterSeconds: 5);
            default:
                log.CallFailed(error, call.Function.Name);
                return Problems.Create(call, StatusCodes.Status500InternalServerError, "server-error", new Text(
                    $"Có lỗi ngoài dự kiến; mã tra cứu {call.Http.TraceIdentifier}.",
                    $"Something unexpected went wrong; reference {call.Http.TraceIdentifier}."));
        }
    }
}
