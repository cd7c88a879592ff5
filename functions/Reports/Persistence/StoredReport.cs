using Azure;
using YouthFunctions.Reports.Records;

namespace YouthFunctions.Reports.Persistence;

/// <summary>A report and the version of its row.</summary>
public sealed record StoredReport(Report Report, ETag ETag);
