using System.Security.Cryptography;
using System.Text.Json;
using YouthFunctions.Calls.Texts;

namespace YouthFunctions.Calls.Answers;

/// <summary>The entity tags of documents that are read, changed and put back (RFC 9110, section 13).</summary>
public static class Preconditions
{
    /// <summary>The tag of a document: the same as long as its content is.</summary>
    public static string ComputeTag<T>(T document) =>
        $"\"{Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(document, WireJson.Options)))[..32]}\"";

    /// <summary>412 when the document is not what <c>If-Match</c> or <c>If-None-Match: *</c> says; null when it is, or nothing was
    /// said.</summary>
    /// <param name="call">The request.</param>
    /// <param name="tag">The document's tag; null when there is none.</param>
    public static IResult? Refusal(Call call, string? tag)
    {
        var headers = call.Http.Request.GetTypedHeaders();
        // A tag that cannot be read matches nothing: it must not turn a guarded write into a free one.
        if (call.Http.Request.Headers.IfMatch.Count > 0
            && !(tag is not null && headers.IfMatch.Any(value => value.Tag == "*" || (!value.IsWeak && value.Tag == tag))))
            return Changed(call);
        return tag is not null && headers.IfNoneMatch.Any(value => value.Tag == "*") ? Changed(call) : null;
    }

    /// <summary>Whether <c>If-None-Match</c> names a tag: the caller has what is asked for.</summary>
    public static bool IsKnown(Call call, string tag) =>
        call.Http.Request.Headers.IfNoneMatch.ToString().Split(',', StringSplitOptions.TrimEntries).Contains(tag);

    /// <summary>412: somebody else changed the document meanwhile.</summary>
    public static IResult Changed(Call call) =>
        Problems.Create(call, StatusCodes.Status412PreconditionFailed, "changed-meanwhile", new Text(
            "Nội dung này đã được người khác thay đổi; hãy đọc lại rồi gửi lại.",
                "Somebody else changed this meanwhile; read it again, and send yours again."));
}
