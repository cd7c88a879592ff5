using System.Collections.Frozen;
using System.Text.Json;
using YouthFunctions.Reports.Wire;

namespace YouthFunctions.Reports.Bridges;

/// <summary>
/// What KoboToolbox and ODK Central add to the answers of a form and what is not for us: ids, times, the device, attachments.
/// Each rule has a name here, so that nothing is left out for another reason.
/// </summary>
public static class KoboSystemFields
{
    // Named by Kobo's and ODK's own documentation, at the top of a submission.
    private static readonly FrozenSet<string> Names = FrozenSet.ToFrozenSet(
    [
        "formhub/uuid", "_id", "_uuid", "_userform_id", "_xform_id", "_xform_id_string", "_submission_time", "_submitted_by", "_status",
        "_tags", "_notes",
        "_attachments", "_geolocation", "_validation_status", "_bamboo_dataset_id", "_media_count", "_total_media", "_media_all_received",
        "_version",
        "_version_", "__version__", "_supplementalDetails", "_duration", "_date_modified", "_edited", "_review_state", "_index",
        "_parent_index", "_parent_table_name", "_root_uuid", "rootUuid", "__id", "__system", "instanceID", "instanceName",
        // Metadata questions of XLSForm: when and on what it was filled in.
        "start", "end", "today", "deviceid", "subscriberid", "simserial", "phonenumber", "username", "email", "audit", "background-audio",
    ], StringComparer.Ordinal);

    private static readonly FrozenSet<string> EnvelopeNames =
        FrozenSet.ToFrozenSet(
            ["type", "id", "instanceId", "event", "timestamp", "projectId", "xmlFormId", "formId"], StringComparer.Ordinal);

    private static readonly string[] MediaEndings =
        [".jpg", ".jpeg", ".png", ".gif", ".webp", ".heic", ".svg", ".mp4", ".3gp", ".mov", ".webm", ".mp3", ".m4a", ".wav", ".amr", ".ogg",
            ".aac", ".pdf"];

    /// <summary>Whether an answer is the system's own: one of the known names, anything below <c>meta</c>, or a name at the top that
    /// begins with an underscore (kept for the system) and holds a text that is no number.</summary>
    /// <param name="path">The groups and the name.</param>
    /// <param name="value">What stands there.</param>
    public static bool IsSystemField(string path, JsonElement value) =>
        Names.Contains(path) || path == "meta" || path.StartsWith("meta/", StringComparison.Ordinal)
        || (path.StartsWith('_') && !path.Contains('/', StringComparison.Ordinal) && IsText(value))
        || path.EndsWith("/__id", StringComparison.Ordinal) || (path == "__Submissions-id");

    /// <summary>Whether a member stands beside the submission in a webhook's event or an OData page.</summary>
    public static bool IsEnvelopeField(string name) => EnvelopeNames.Contains(name) || name.StartsWith("@odata.", StringComparison.Ordinal);

    /// <summary>Whether the feed only tells where the entries of a repeat group are.</summary>
    public static bool IsNotExpanded(string path) => path.EndsWith("@odata.navigationLink", StringComparison.Ordinal);

    /// <summary>The names of the files that came with a submission, as its answers give them.</summary>
    public static IReadOnlySet<string> AttachmentsOf(JsonElement submission, JsonElement root) =>
        new[] { submission, root }.SelectMany(Attachments).ToHashSet(StringComparer.Ordinal);

    /// <summary>Whether an answer is the name of a photo, a recording or a file: of one that came along, or by its ending.</summary>
    public static bool IsAttachment(JsonElement value, IReadOnlySet<string> attachments) =>
        value.ValueKind == JsonValueKind.String && value.GetString() is { } name
        && ((attachments.Contains(name) && name.Contains('.', StringComparison.Ordinal))
            || MediaEndings.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)));

    private static IEnumerable<string> Attachments(JsonElement element)
    {
        if (!element.TryGetProperty("_attachments", out var list) || list.ValueKind != JsonValueKind.Array)
            yield break;
        foreach (var entry in list.EnumerateArray().Where(entry => entry.ValueKind == JsonValueKind.Object))
            foreach (var member in new[] { "filename", "media_file_basename" })
                if (entry.TryGetProperty(member, out var name) && name.ValueKind == JsonValueKind.String)
                    yield return name.GetString()![(name.GetString()!.LastIndexOf('/') + 1)..];
    }

    private static bool IsText(JsonElement value) => value.ValueKind is JsonValueKind.True or JsonValueKind.False
        || (value.ValueKind == JsonValueKind.String && NumberText.Readings(value.GetString()!) is (null, null));
}
