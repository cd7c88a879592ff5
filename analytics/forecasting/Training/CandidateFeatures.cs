using System.Text.RegularExpressions;
using YouthFunctions.Forecasting.Candidates;

namespace YouthFunctions.Forecasting.Training;

/// <summary>What the candidates say now, and how wrong they were in the same month of the years before.</summary>
internal static partial class CandidateFeatures
{
    // What stands for the mean error of a candidate of which no past year tells: a large one.
    private const double UnknownError = 2;

    private static readonly Candidate[] WithPastErrors =
    [
        Candidate.RunRate, Candidate.SameRest, Candidate.ChainLadder, Candidate.SimpleMedian, Candidate.MeanRest3,
        Candidate.ShrunkShare, Candidate.GroupGrowth, Candidate.CarriedWide, Candidate.CarriedNear, Candidate.Smoothing, Candidate.Theta,
    ];

    public static IReadOnlyList<Feature> All { get; } =
    [
        .. Enum.GetValues<Candidate>().Select(candidate => new Feature(
            $"candidate-{Name(candidate)}", row => row.CandidateLogs[(int)candidate])),
        new("candidates-deviation", DeviationOfCandidates),
        .. WithPastErrors.SelectMany(candidate => new Feature[]
        {
            new($"error-last-year-{Name(candidate)}", row => row.Earlier[0] is { Total: >= 0 } last ? ErrorOf(candidate, last) : 0),
            new($"mean-error-{Name(candidate)}", row => MeanError(candidate, row.Earlier)),
        }),
        .. Enumerable.Range(1, 3).Select(back => new Feature(
            $"base-error-{back}-years-back", row => row.Earlier[back - 1] is { Total: >= 0 } past ? past.ScaledLog(past.Total) : 0)),
    ];

    /// <summary>How far a past total lay from a candidate: the difference of their scaled logs.</summary>
    private static double ErrorOf(Candidate candidate, TrainingRow past) =>
        past.ScaledLog(past.Total) - past.ScaledLog(past.Candidates[(int)candidate]);

    private static double MeanError(Candidate candidate, TrainingRow?[] earlier)
    {
        double sum = 0;
        var years = 0;
        foreach (var row in earlier)
        {
            if (row is not { Total: >= 0 })
                continue;
            sum += Math.Abs(ErrorOf(candidate, row));
            years++;
        }

        return years > 0 ? sum / years : UnknownError;
    }

    private static double DeviationOfCandidates(FeatureInputs row)
    {
        double sum = 0, squares = 0;
        foreach (var log in row.CandidateLogs)
        {
            sum += log;
            squares += log * log;
        }

        var mean = sum / row.CandidateLogs.Length;
        return Math.Sqrt(Math.Max(0, (squares / row.CandidateLogs.Length) - (mean * mean)));
    }

    private static string Name(Candidate candidate) => WordStart().Replace(candidate.ToString(), "-$0").ToLowerInvariant();

    [GeneratedRegex("(?<!^)[A-Z]")]
    private static partial Regex WordStart();
}
