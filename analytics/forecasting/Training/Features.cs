using YouthFunctions.Forecasting.Candidates;
using YouthFunctions.Forecasting.Panel;

namespace YouthFunctions.Forecasting.Training;

/// <summary>
/// What the trees see of a row, in logs and shares so that series of any size speak one language. Everything comes from
/// the months up to k and the years before.
/// </summary>
internal sealed class Features
{
    /// <summary>How many features a row has.</summary>
    public const int Count = 110;

    private const int PastYears = 3;

    private static readonly Candidate[] Remembered =
    [
        Candidate.RunRate, Candidate.SameRest, Candidate.ChainLadder, Candidate.SimpleMedian, Candidate.MeanRest3,
        Candidate.ShrunkShare, Candidate.GroupGrowth, Candidate.CarriedWide, Candidate.CarriedNear, Candidate.Smoothing, Candidate.Theta,
    ];

    private readonly float[] _values = new float[Count];
    private int _next;

    private Features()
    {
    }

    /// <param name="core">The row so far.</param>
    /// <param name="before">The rows of the same month one, two and three years before; null where there is no such year.</param>
    /// <param name="history">The node's years.</param>
    /// <param name="groups">Its groups.</param>
    /// <param name="months">The filled months of the year.</param>
    public static float[] Of(TrainingRow core, TrainingRow?[] before, NodeHistory history, GroupSums[] groups, double[] months)
    {
        var y = core.Year - core.Node.FirstYear;
        var features = new Features();
        features.AddShape(core, history, groups, y, months);
        features.AddGrowth(core, history, y, months);
        features.AddCandidates(core);
        features.AddPastErrors(before);
        features.AddGroups(core, groups, y, months);
        return features._values;
    }

    private void Add(double value) => _values[_next++] = double.IsFinite(value) ? (float)Math.Clamp(value, -20, 20) : 0f;

    private void AddLog(double above, double below, double offset) =>
        Add(Math.Clamp(Math.Log((above + offset) / (below + offset)), -4, 4));

    private void AddShape(TrainingRow core, NodeHistory history, GroupSums[] groups, int y, double[] months)
    {
        var past = history.UsableBefore(y, 6).Select(index => history.Past(index)!).ToArray();
        var totals = past.Select(year => year.Sum()).ToArray();
        var usual = totals.Length > 0 ? totals.Average() : months.Sum();
        var shares = history.Shares(y);
        Add(core.K);
        Add(core.Open);
        Add(1 - groups[0].Shares(y).AsSpan(0, core.K).ToArray().Sum());
        Add(1 - groups[1].Shares(y).AsSpan(0, core.K).ToArray().Sum());
        var so = past.Where(year => year.Sum() > 0).Select(year => year.AsSpan(0, core.K).ToArray().Sum() / year.Sum()).ToArray();
        Add(Spread(so));
        Add(so.Length > 0 ? so[0] - so.Average() : 0);
        Add(Math.Log(usual + 1e-9));
        AddLog(usual, groups[0].MeanTotal(y), core.Offset);
        Add(Spread([.. totals.Where(total => total > 0).Select(total => Math.Log(total))]));
        var recent = Recent(past, months, 24);
        Add(recent.Length > 0 ? recent.Count(value => value == 0) / (double)recent.Length : 0.5);
        var mean = recent.Length > 0 ? recent.Average() : 0;
        Add(mean > 0 ? Spread(recent) / mean : 0);
        Add(past.Length);
        Add(core.Gaps);
        Add(core.Node.IsLeaf ? 0 : 1);
        Add(Math.Log(core.Node.Leaves.Length));
        Add(core.Volatility);
        var peak = Array.IndexOf(shares, shares.Max());
        Add(peak - core.K);
        Add(shares[peak]);
        for (var next = 0; next < 3; next++)
            Add(core.K + next < 12 ? shares[core.K + next] * 12 : 0);
        var month = usual / 12;
        for (var back = 1; back <= 6; back++)
            AddLog(recent.Length >= back ? recent[^back] : month, month, month / 5);
        var last = past.Length > 0 ? past[0] : null;
        AddLog(last is null || core.K > 11 ? month : last[core.K], month, month / 5);
        AddLog(last is null ? 0 : last.AsSpan(core.K, Math.Min(3, 12 - core.K)).ToArray().Sum(), month * Math.Min(3, 12 - core.K), month / 5);
        AddLog(last is null ? 0 : last.AsSpan(core.K).ToArray().Sum(), usual * core.Open, core.Offset);
    }

    private void AddGrowth(TrainingRow core, NodeHistory history, int y, double[] months)
    {
        var past = history.UsableBefore(y, 3).Select(index => history.Past(index)!).ToArray();
        var timeline = Recent(past, months, 48);
        Growth(timeline, core.K, core.Offset);
        Growth(timeline, Math.Min(3, core.K), core.Offset);
        Growth(timeline, 1, core.Offset / 4);
        Growth(timeline, 6, core.Offset);
        Growth(timeline, 12, core.Offset);
        var shares = history.Shares(y);
        var (now, before) = (timeline.Length > 1 ? timeline[^1] : 0, timeline.Length > 1 ? timeline[^2] : 0);
        AddLog(now, before, core.Offset / 4);
        AddLog(shares[(core.K + 11) % 12], shares[(core.K + 10) % 12], 0.01);
        for (var back = 0; back < 2; back++)
            AddLog(back + 1 < past.Length ? past[back].Sum() : 1, back + 1 < past.Length ? past[back + 1].Sum() : 1, back + 1 < past.Length ? core.Offset : 1);
        var two = past.Length > 1;
        AddLog(two ? past[0].AsSpan(0, core.K).ToArray().Sum() : 0, two ? past[1].AsSpan(0, core.K).ToArray().Sum() : 0, core.Offset);
        AddLog(two ? past[0].AsSpan(core.K).ToArray().Sum() : 0, two ? past[1].AsSpan(core.K).ToArray().Sum() : 0, core.Offset);
    }

    private void AddCandidates(TrainingRow core)
    {
        double sum = 0, squares = 0;
        foreach (var candidate in core.Candidates)
        {
            var scaled = core.ScaledLog(candidate);
            Add(scaled);
            sum += scaled;
            squares += scaled * scaled;
        }

        var mean = sum / core.Candidates.Length;
        Add(Math.Sqrt(Math.Max(0, (squares / core.Candidates.Length) - (mean * mean))));
    }

    private void AddPastErrors(TrainingRow?[] before)
    {
        foreach (var candidate in Remembered)
        {
            double absolute = 0;
            var years = 0;
            for (var back = 0; back < PastYears; back++)
            {
                if (before[back] is not { Total: >= 0 } row)
                    continue;
                absolute += Math.Abs(row.ScaledLog(row.Total) - row.ScaledLog(row.Candidates[(int)candidate]));
                years++;
            }

            Add(before[0] is { Total: >= 0 } last ? last.ScaledLog(last.Total) - last.ScaledLog(last.Candidates[(int)candidate]) : 0);
            Add(years > 0 ? absolute / years : 2);
        }

        for (var back = 0; back < PastYears; back++)
            Add(before[back] is { Total: >= 0 } row ? row.ScaledLog(row.Total) : 0);
    }

    private void AddGroups(TrainingRow core, GroupSums[] groups, int y, double[] months)
    {
        foreach (var group in groups)
        {
            AddGroup(group, y, 0, core.K);
            AddGroup(group, y, Math.Max(0, core.K - 3), core.K);
        }

        AddGroup(groups[0], y, core.K - 1, core.K);
        AddGroup(groups[1], y, core.K - 1, core.K);
        AddGroup(groups[0], y - 1, 0, 12);
        AddGroup(groups[0], y - 1, core.K, 12);
        AddGroup(groups[1], y, core.K - 12, core.K);
    }

    private void AddGroup(GroupSums group, int y, int from, int to)
    {
        if (y < 0)
        {
            Add(0);
            return;
        }

        var (now, before) = group.Matched(y, from, to);
        Add(before > 0 && now > 0 ? Math.Clamp(Math.Log(now / before), -4, 4) : 0);
    }

    private void Growth(double[] timeline, int months, double offset)
    {
        if (timeline.Length < 12 + months)
        {
            Add(0);
            return;
        }

        AddLog(timeline.AsSpan(timeline.Length - months).ToArray().Sum(), timeline.AsSpan(timeline.Length - months - 12, months).ToArray().Sum(), offset);
    }

    /// <summary>The last months, oldest first, across the turn of years.</summary>
    private static double[] Recent(double[][] past, double[] months, int most) =>
        [.. past.Reverse().SelectMany(year => year).Concat(months.Where(double.IsFinite)).TakeLast(most)];

    private static double Spread(double[] values)
    {
        if (values.Length < 2)
            return 0;
        var mean = values.Average();
        return Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
    }
}
