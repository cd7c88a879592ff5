namespace YouthFunctions.Reports.Receiving;

/// <summary>An answer that can be given again, byte for byte.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Headers">Those that belong to the answer and not to the connection.</param>
/// <param name="Body">The body.</param>
public sealed record StoredResponse(int Status, IReadOnlyDictionary<string, string> Headers, byte[] Body) : IResult
{
    private static readonly string[] StoredHeaders = ["Content-Type", "Content-Language", "Cache-Control", "ETag", "Location",
        "Retry-After"];

    /// <summary>Runs a result and keeps what it would have sent.</summary>
    public static async Task<StoredResponse> CaptureAsync(IResult result, HttpContext http)
    {
        var sent = http.Response.Body;
        using var body = new MemoryStream();
        http.Response.Body = body;
        try
        {
            await result.ExecuteAsync(http);
        }
        finally
        {
            http.Response.Body = sent;
        }

        var headers = StoredHeaders.Where(http.Response.Headers.ContainsKey)
            .ToDictionary(name => name, name => http.Response.Headers[name].ToString());
        return new StoredResponse(http.Response.StatusCode, headers, body.ToArray());
    }

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = Status;
        foreach (var (name, value) in Headers)
            httpContext.Response.Headers[name] = value;
        await httpContext.Response.Body.WriteAsync(Body, httpContext.RequestAborted);
    }
}
