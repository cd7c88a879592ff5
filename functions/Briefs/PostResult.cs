namespace YouthFunctions.Briefs;

/// <summary>What became of a message.</summary>
public enum PostResult
{
    /// <summary>No address is configured, or what is configured is none.</summary>
    NotConfigured,

    /// <summary>It was taken.</summary>
    Taken,

    /// <summary>It was refused every time, or nobody listened: it surely was not taken.</summary>
    Refused,

    /// <summary>It was sent, but no answer came: it may have been taken.</summary>
    Unknown,
}
