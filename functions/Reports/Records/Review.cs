namespace YouthFunctions.Reports.Records;

/// <summary>What a unit above said of a revision.</summary>
public enum ReviewState
{
    /// <summary>It stands.</summary>
    Confirmed,

    /// <summary>It is to be corrected; it counts until it is.</summary>
    Returned,
}

/// <summary>A unit above confirmed a revision or returned it. A correction is a new revision, without a review.</summary>
/// <param name="State">Confirmed or returned.</param>
/// <param name="Note">What is to be done; null for none.</param>
/// <param name="By">The id of the caller.</param>
/// <param name="Utc">The instant.</param>
public sealed record Review(ReviewState State, string? Note, string By, DateTimeOffset Utc);
