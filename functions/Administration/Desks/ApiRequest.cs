using System.Text;
using Microsoft.AspNetCore.Routing;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;

namespace YouthFunctions.Administration.Desks;

/// <summary>Sends what stands in an administrator's form to the function of the API that changes it, within the same call: so the rules,
/// the faults and the audit trail are those of the API.</summary>
internal static class ApiRequest
{
    /// <summary>Sends it.</summary>
    /// <param name="call">The form's call.</param>
    /// <param name="handler">The function of the API.</param>
    /// <param name="mediaType">What the body is.</param>
    /// <param name="body">The body.</param>
    /// <param name="route">The values of the function's own route.</param>
    /// <param name="query">Its query.</param>
    /// <param name="cancel">Stops the call.</param>
    /// <param name="ifMatch">The tag of what the form was filled in on; null or empty where it changes whatever stands.</param>
    /// <returns>What is wrong; null when it was done.</returns>
    public static async Task<Problem?> SendAsync(
        Call call, HttpHandler handler, string mediaType, string body, IReadOnlyDictionary<string, object?> route, string query,
        CancellationToken cancel, string? ifMatch = null) =>
        Problems.Find(await AnswerAsync(call, handler, mediaType, body, route, query, cancel, ifMatch));

    /// <summary>Sends it likewise, for who needs the answer.</summary>
    public static Task<IResult> AnswerAsync(
        Call call, HttpHandler handler, string mediaType, string body, IReadOnlyDictionary<string, object?> route, string query,
        CancellationToken cancel, string? ifMatch = null)
    {
        var request = call.Http.Request;
        if (ifMatch is { Length: > 0 })
            request.Headers.IfMatch = ifMatch;
        var bytes = Encoding.UTF8.GetBytes(body);
        (request.Body, request.ContentLength, request.ContentType) = (new MemoryStream(bytes, writable: false), bytes.Length, mediaType);
        request.QueryString = query.Length == 0 ? QueryString.Empty : new QueryString("?" + query);
        return handler(call with { Route = new RouteValueDictionary(route) }, cancel);
    }
}
