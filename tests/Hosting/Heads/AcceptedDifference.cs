namespace YouthFunctions.Tests.Hosting.Heads;

/// <summary>A difference between the standalone head and those behind a host that stays, and why.</summary>
/// <param name="Name">What it is called in the table of the comparison.</param>
/// <param name="Reason">Why it stays.</param>
/// <param name="Behind">What a head behind a host answers where the standalone one answers this.</param>
internal sealed record AcceptedDifference(string Name, string Reason, Func<RecordedAnswer, RecordedAnswer> Behind)
{
    /// <summary>The table; the test asks of each that it still occurs.</summary>
    public static IReadOnlyList<AcceptedDifference> All { get; } =
    [
        new("secure cookie", "behind a host the client's line is HTTPS; on one's own machine there is none",
            answer => answer with
            {
                Headers =
                [
                    .. answer.Headers.Select(header => header.StartsWith("Set-Cookie", StringComparison.Ordinal)
                        ? header.Replace("; path=/; ", "; path=/; secure; ", StringComparison.Ordinal)
                        : header),
                ],
            }),
    ];
}
