using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using YouthFunctions.Calls.Texts;

namespace YouthFunctions.Calls.Answers;

/// <summary>Answers by RFC 9457, in the caller's language.</summary>
public static class Problems
{
    /// <summary>The media type of RFC 9457.</summary>
    public const string MediaType = "application/problem+json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>422: what was sent was understood but breaks rules; all faults at once.</summary>
    public static IResult Invalid(Call call, IReadOnlyList<Fault> faults) => Create(
        call, StatusCodes.Status422UnprocessableEntity, "invalid",
        new Text("Dữ liệu gửi lên có chỗ chưa đúng.", "Some of what was sent is not right."), faults);

    /// <summary>400: what was sent cannot be read at all.</summary>
    public static IResult Malformed(Call call, string pointer, Text message) => Malformed(call, [new Fault(pointer, "malformed", message)]);

    /// <summary>400: these parts of what was sent cannot be read at all.</summary>
    public static IResult Malformed(Call call, IReadOnlyList<Fault> faults) => Create(
        call, StatusCodes.Status400BadRequest, "malformed", new Text("Không đọc được dữ liệu gửi lên.", "What was sent cannot be read."),
        faults);

    /// <summary>404: there is none, or none in the caller's sub-tree; the two are not told apart.</summary>
    public static IResult NotFound(Call call, Text message) => Create(call, StatusCodes.Status404NotFound, "not-found", message);

    /// <summary>404: the unit is not within the caller's reach, or there is none.</summary>
    public static IResult NoUnitWithinReach(Call call) =>
        NotFound(call, new Text("Không có đơn vị này trong phạm vi của bạn.", "There is no such unit within your reach."));

    /// <summary>A problem of any status.</summary>
    /// <param name="call">The request.</param>
    /// <param name="status">The HTTP status, 400 to 599.</param>
    /// <param name="code">The stable last part of the problem's type.</param>
    /// <param name="detail">A sentence that says what to do.</param>
    /// <param name="faults">The faulty fields, if the problem is about fields.</param>
    /// <param name="retryAfterSeconds">When to try again, if that can help.</param>
    public static IResult Create(
        Call call, int status, string code, Text detail, IReadOnlyList<Fault>? faults = null, int? retryAfterSeconds = null) =>
        new ProblemResult(
            status,
            new Problem(
                $"urn:youthfunctions:problem:{code}", Title(status).In(call.Language), status, detail.In(call.Language),
                call.Http.Request.Path, call.Http.TraceIdentifier,
                faults?.Select(fault => new ProblemFault(fault.Pointer, fault.Code, fault.Message.In(call.Language))).ToArray()),
            call.Language, retryAfterSeconds);

    /// <summary>The problem that an answer says; null for another answer.</summary>
    public static Problem? Find(IResult answer) => (answer as ProblemResult)?.Body;

    private static Text Title(int status) => status switch
    {
        400 => new("Yêu cầu không đọc được", "Bad request"),
        401 => new("Cần đăng nhập", "Sign-in needed"),
        403 => new("Không được phép", "Not allowed"),
        404 => new("Không tìm thấy", "Not found"),
        405 => new("Phương thức không được dùng ở đây", "Method not allowed"),
        409 => new("Xung đột", "Conflict"),
        412 => new("Dữ liệu đã thay đổi", "Precondition failed"),
        413 => new("Dữ liệu quá lớn", "Content too large"),
        415 => new("Định dạng không được nhận", "Unsupported media type"),
        422 => new("Dữ liệu chưa hợp lệ", "Unprocessable content"),
        429 => new("Quá nhiều yêu cầu", "Too many requests"),
        507 => new("Hết chỗ lưu trữ", "Insufficient storage"),
        503 => new("Tạm thời chưa phục vụ được", "Temporarily unavailable"),
        _ => status < 500 ? new("Yêu cầu không thực hiện được", "Request refused") : new("Lỗi hệ thống", "Server error"),
    };

    private sealed class ProblemResult(int status, Problem body, Language language, int? retryAfterSeconds) : IResult, IStatusCodeHttpResult
    {
        public Problem Body => body;

        public int? StatusCode => status;

        public async Task ExecuteAsync(HttpContext httpContext)
        {
            if (ProblemPage.IsWanted(httpContext.Request))
            {
                await ProblemPage.WriteAsync(httpContext, status, body.Title, body.Detail, language);
                return;
            }

            httpContext.Response.StatusCode = status;
            httpContext.Response.ContentType = MediaType;
            httpContext.Response.Headers.ContentLanguage = language.Tag();
            httpContext.Response.Headers.CacheControl = "no-store";
            if (retryAfterSeconds is { } seconds)
                httpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
            await JsonSerializer.SerializeAsync(httpContext.Response.Body, body, Json, httpContext.RequestAborted);
        }
    }
}
