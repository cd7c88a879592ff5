using System.Globalization;
using System.Text;

namespace YouthFunctions.Tests.Hosting.Heads;

/// <summary>The answers of the heads behind a host, held against the record and the standalone head's.</summary>
internal sealed class Comparison
{
    private readonly IReadOnlyList<RecordedStep> _steps;
    private readonly IReadOnlyList<RecordedAnswer> _standalone;
    private readonly List<(HeadName Head, RecordedStep Step, string Outcome)> _outcomes = [];
    private readonly HashSet<AcceptedDifference> _seen = [];

    /// <summary>Begins with the standalone head, whose answers must have the recorded statuses.</summary>
    public Comparison(IReadOnlyList<RecordedStep> steps, IReadOnlyList<RecordedAnswer> standalone)
    {
        (_steps, _standalone) = (steps, standalone);
        foreach (var (step, answer) in steps.Zip(standalone))
            if (step.Status != answer.Status)
                Unexplained.Add($"{step.Name}: {answer.Status} instead of {step.Status}\n{answer.Body}");
    }

    /// <summary>What differs without a reason.</summary>
    public List<string> Unexplained { get; } = [];

    /// <summary>Accepted differences that did not occur: their lines are to be removed.</summary>
    public IReadOnlyList<string> NeverSeen =>
        [.. AcceptedDifference.All.Where(difference => !_seen.Contains(difference)).Select(difference => difference.Name)];

    /// <summary>Compares a head's answers with the standalone one's.</summary>
    public void Add(HeadName head, IReadOnlyList<RecordedAnswer> answers)
    {
        for (var index = 0; index < _steps.Count; index++)
        {
            var (step, expected, actual) = (_steps[index], _standalone[index], answers[index]);
            var difference = Difference(expected, actual);
            if (difference.Length == 0)
            {
                _outcomes.Add((head, step, "same"));
            }
            else if (AcceptedDifference.All.FirstOrDefault(
                accepted => Difference(accepted.Behind(expected), actual).Length == 0) is { } accepted)
            {
                _seen.Add(accepted);
                _outcomes.Add((head, step, accepted.Name));
            }
            else
            {
                _outcomes.Add((head, step, "DIFFERENT"));
                Unexplained.Add($"{head}, {step.Name} ({step.Send ?? step.Fire}):\n{difference}");
            }
        }
    }

    /// <summary>How many steps are the same on each head, and those that are not.</summary>
    public string Table()
    {
        var table = new StringBuilder();
        foreach (var head in _outcomes.GroupBy(outcome => outcome.Head))
        {
            foreach (var outcome in head.GroupBy(outcome => outcome.Outcome))
                table.AppendLine(CultureInfo.InvariantCulture, $"{head.Key}: {outcome.Count()} {outcome.Key}");
            foreach (var (_, step, outcome) in head.Where(outcome => outcome.Outcome != "same"))
                table.AppendLine(CultureInfo.InvariantCulture, $"  {step.Name}: {outcome}");
        }

        return table.ToString();
    }

    private static string Difference(RecordedAnswer expected, RecordedAnswer actual)
    {
        var text = new StringBuilder();
        if (expected.Status != actual.Status)
            text.AppendLine(CultureInfo.InvariantCulture, $"status {actual.Status} instead of {expected.Status}");
        var (left, right) = (Headers(expected), Headers(actual));
        foreach (var header in left.Except(right))
            text.AppendLine(CultureInfo.InvariantCulture, $"without the header {header}");
        foreach (var header in right.Except(left))
            text.AppendLine(CultureInfo.InvariantCulture, $"with the header {header}");
        var (body, other) = (Normalisation.Apply(expected.Body), Normalisation.Apply(actual.Body));
        if (body == other)
            return text.ToString();
        var at = body.Zip(other).TakeWhile(pair => pair.First == pair.Second).Count();
        return text.AppendLine(CultureInfo.InvariantCulture, $"body from {at}: …{Part(other, at)}… instead of …{Part(body, at)}…")
            .ToString();
    }

    private static string Part(string text, int at) => text[Math.Max(0, at - 60)..Math.Min(text.Length, at + 120)];

    private static List<string> Headers(RecordedAnswer answer) =>
    [
        .. answer.Headers.Where(header => !Normalisation.IgnoredHeaders.ContainsKey(header.Split(':')[0])).Select(Normalisation.Apply),
    ];
}
