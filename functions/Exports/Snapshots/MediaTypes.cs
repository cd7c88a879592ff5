namespace YouthFunctions.Exports.Snapshots;

/// <summary>The media types of the formats.</summary>
public static class MediaTypes
{
    /// <summary>By extension.</summary>
    public static string FromFormat(string format) => format switch
    {
        "csv" => "text/csv; charset=utf-8; header=present",
        "parquet" => "application/vnd.apache.parquet",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "json" => "application/json",
        "md" => "text/markdown; charset=utf-8",
        _ => "application/octet-stream",
    };
}
