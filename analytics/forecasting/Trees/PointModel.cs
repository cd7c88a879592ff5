using System.IO.Compression;
using YouthFunctions.Forecasting.Candidates;
using YouthFunctions.Forecasting.Distributions;
using YouthFunctions.Forecasting.Training;

namespace YouthFunctions.Forecasting.Trees;

/// <summary>A point in logs of value + offset.</summary>
/// <param name="Base">Where it starts: the mean log of the bases.</param>
/// <param name="Correction">How far trees move it; 0 without trees.</param>
internal readonly record struct LogPoint(double Base, double Correction);

/// <summary>
/// Gives points to rows: three unlike bases, each corrected by trees of its own, and the mean of their logs; the
/// mean of candidates alone where too few years could train trees. The first months of a year have trees of their own, because
/// what tells the rest then (past years) is not what tells it later (this year).
/// </summary>
internal sealed class PointModel
{
    private const int LeastRows = 200;
    private const int RowsForParts = 4_000;
    private const int RowsForHalves = 20_000;
    private const double LargestCorrection = 6;

    // Trees that learned from one year repeat its fortune: half of what they say is left to what the year itself tells.
    private const int YearsForTreesAlone = 2;

    // Keeps the seeds of the members apart, which count on from theirs stage by stage.
    private const int SeedStep = 100;

    // The parts overlap by a month or two in training, so that forecasts do not jump where one takes over.
    private static readonly YearPart[] Parts = [new(Last: 5, LearnsFrom: 1, LearnsTo: 6), new(Last: 11, LearnsFrom: 5, LearnsTo: 11)];
    private static readonly YearPart[] Whole = [new(Last: 11, LearnsFrom: 1, LearnsTo: 11)];

    private static readonly Func<TrainingRow, double>[] Bases =
    [
        row => row.Base,
        row => row.Candidates[(int)Candidate.MeanRest3],
        row => (row.Base + row.Candidates[(int)Candidate.Smoothing]) / 2,
    ];

    private readonly YearPart[] _parts;
    private readonly Dictionary<YearPart, BoostedTrees[]> _trees;
    private readonly int _years;

    private PointModel(YearPart[] parts, Dictionary<YearPart, BoostedTrees[]> trees, TreeTrainer trainer, int rows, int years)
    {
        _parts = parts;
        _trees = trees;
        _years = years;
        Trainer = trees.Count == 0 ? nameof(TreeTrainer.None) : trainer.ToString();
        Rows = rows;
    }

    /// <summary>The candidates without trees.</summary>
    public static PointModel Untrained { get; } = new([], [], TreeTrainer.None, 0, 0);

    /// <summary>The months that the same trees serve as month <paramref name="k"/>, which is from 1 to 11.</summary>
    public static IReadOnlyList<int> MonthsServedWith(int k)
    {
        var part = PartOf(Parts, k);
        var first = Parts.Where(before => before.Last < part.Last).Select(before => before.Last).DefaultIfEmpty(0).Max() + 1;
        return [.. Enumerable.Range(first, part.Last - first + 1)];
    }

    /// <summary>The library that trained it.</summary>
    public string Trainer { get; }

    /// <summary>What stands in <see cref="YearForecast.Basis"/>.</summary>
    public string Basis => _trees.Count == 0 ? ForecastBasis.Candidates : ForecastBasis.Trees;

    /// <summary>Training rows.</summary>
    public int Rows { get; }

    /// <summary>Trains on the complete years before <paramref name="year"/> that have a year before them.</summary>
    public static PointModel Train(RowSource source, int year, ForecastOptions options, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (options.Trainer == TreeTrainer.None)
            return Untrained;
        var rows = source.TrainingRows(year, options, cancellation);
        if (rows.Length < LeastRows)
            return new PointModel([], [], options.Trainer, rows.Length, 0);
        var parts = rows.Length < RowsForParts ? Whole : Parts;
        var years = rows.Select(row => row.Year).Distinct().Count();
        try
        {
            return new PointModel(parts, Fit(parts, rows, options, cancellation), options.Trainer, rows.Length, years);
        }
        catch (Exception error) when (options.Trainer == TreeTrainer.LightGbm && NativeLibraryMissing(error))
        {
            var managed = options with { Trainer = TreeTrainer.FastTree };
            return new PointModel(parts, Fit(parts, rows, managed, cancellation), managed.Trainer, rows.Length, years);
        }
    }

    /// <summary>One point a row; the rows are of one k, which <see cref="ForecastOptions.Months"/> held in training.</summary>
    /// <exception cref="InvalidOperationException">It did not.</exception>
    public LogPoint[] Predict(TrainingRow[] rows)
    {
        var k = rows.Length == 0 ? 0 : rows[0].K;
        if (_trees.Count == 0 || k is 0 or 12)
        {
            var persistence = rows.Any(row => row.Years == 1) ? GrowthPersistence.Fit(rows) : null;
            return [.. rows.Select(row => Uncorrected(row, persistence))];
        }

        if (!_trees.TryGetValue(PartOf(_parts, k), out var trees))
        {
            throw new InvalidOperationException(
                $"The model was not trained for {k} known months ({nameof(ForecastOptions)}.{nameof(ForecastOptions.Months)}).");
        }

        float[][] features = [.. rows.Select(row => row.Features)];
        var corrections = new double[Bases.Length][];
        DedicatedThreads.For(Bases.Length, threads: null, member => corrections[member] = trees[member].Predict(features), default);
        var firstYears = _years < YearsForTreesAlone ? GrowthPersistence.Fit(rows) : null;
        return [.. rows.Select((row, i) => row.Years == 0 ? Uncorrected(row, null) : Mean(
            new LogPoint(
                Bases.Average(from => row.LogOf(from(row))),
                row.Open * corrections.Average(member => Math.Clamp(member[i], -Largest(row), Largest(row)))),
            firstYears?.Point(row) is { } point ? row.LogOf(point) : null))];
    }

    /// <summary>Writes the model: its parts to the parameters, its trees to files of their own.</summary>
    public void Write(BinaryWriter parameters, ZipArchive archive)
    {
        parameters.Write(Trainer);
        parameters.Write(Rows);
        parameters.Write(_years);
        parameters.Write(_parts.Length);
        foreach (var part in _parts)
        {
            parameters.Write(part.Last);
            parameters.Write(part.LearnsFrom);
            parameters.Write(part.LearnsTo);
            parameters.Write(_trees.ContainsKey(part));
            foreach (var (member, trees) in _trees.GetValueOrDefault(part, []).Index())
                trees.Save(archive, EntryName(part, member));
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static PointModel Read(BinaryReader parameters, ZipArchive archive)
    {
        var trainer = Enum.Parse<TreeTrainer>(parameters.ReadString());
        var (rows, years) = (parameters.ReadInt32(), parameters.ReadInt32());
        var parts = new YearPart[parameters.ReadInt32()];
        var trees = new Dictionary<YearPart, BoostedTrees[]>();
        for (var i = 0; i < parts.Length; i++)
        {
            var part = parts[i] = new YearPart(parameters.ReadInt32(), parameters.ReadInt32(), parameters.ReadInt32());
            if (parameters.ReadBoolean())
                trees[part] = [.. Bases.Select((_, member) => BoostedTrees.Load(archive, EntryName(part, member)))];
        }

        return new PointModel(parts, trees, trainer, rows, years);
    }

    private static string EntryName(YearPart part, int member) =>
        FormattableString.Invariant($"points-to-month-{part.Last}/{member + 1}");

    /// <summary>The features by what share of the gain of all splits is theirs, the largest first; empty without trees.</summary>
    public IReadOnlyList<FeatureImportance> Importance()
    {
        double[][] trees = [.. _trees.Values.SelectMany(members => members).Select(member => member.Importance())];
        return trees.Length == 0 ? [] :
        [
            .. Features.All.Select((feature, i) => new FeatureImportance(feature.Name, trees.Average(shares => shares[i])))
                .Where(feature => feature.Share > 0)
                .OrderByDescending(feature => feature.Share).ThenBy(feature => feature.Feature, StringComparer.Ordinal),
        ];
    }

    // What a series' own past years never missed by is no correction either.
    private static double Largest(TrainingRow row) => Math.Min(LargestCorrection, row.LargestUsualError);

    // The mean of two logs, so that either may be far off.
    private static LogPoint Mean(LogPoint trees, double? persistence) =>
        persistence is { } log ? new LogPoint((trees.Base + log) / 2, trees.Correction / 2) : trees;

    // With two years and more the candidates' median tells what one year cannot: how years differ.
    private static LogPoint Uncorrected(TrainingRow row, GrowthPersistence? persistence) =>
        new(row.LogOf(row.Years == 1 && persistence?.Point(row) is { } point ? point : row.Base), 0);

    private static YearPart PartOf(YearPart[] parts, int k) => parts.First(part => k <= part.Last);

    // Of many rows each member learns from every second: the months of one year are much alike, and the members differ the more. Those that
    // learn from the same rows are trained one after the other, by the same bins.
    private static Dictionary<YearPart, BoostedTrees[]> Fit(
        YearPart[] parts, TrainingRow[] rows, ForecastOptions options, CancellationToken cancellation)
    {
        var trees = options.MonthsOrAll.Where(k => k is > 0 and < 12).Select(k => PartOf(parts, k)).Distinct()
            .ToDictionary(part => part, _ => new BoostedTrees[Bases.Length]);
        foreach (var (part, members) in trees)
        {
            TrainingRow[] learned = [.. rows.Where(row => row.K >= part.LearnsFrom && row.K <= part.LearnsTo)];
            var shares = learned.Length < RowsForHalves ? 1 : 2;
            foreach (var alike in Enumerable.Range(0, members.Length).GroupBy(member => member % shares))
            {
                TrainingRow[] share = [.. learned.Where(row => (row.Node.Index + row.Year + row.K + alike.Key) % shares == 0)];
                var fitted = FitMembers(share, [.. alike], options, cancellation);
                foreach (var (member, memberTrees) in alike.Zip(fitted))
                    members[member] = memberTrees;
            }
        }

        return trees;
    }

    private static BoostedTrees[] FitMembers(
        TrainingRow[] rows, int[] members, ForecastOptions options, CancellationToken cancellation) => BoostedTrees.TrainEach(
        [.. rows.Select(row => row.Features)],
        members.Select(member => new SeededLabels(
            [.. rows.Select(row => row.ScaledLog(row.Total, Bases[member](row)))], options.Seed + (SeedStep * member))),
        options.Shape, options, cancellation);

    private static bool NativeLibraryMissing(Exception error) =>
        error is DllNotFoundException or BadImageFormatException or EntryPointNotFoundException
        || (error.InnerException is { } inner && NativeLibraryMissing(inner));

    /// <summary>Months up to <paramref name="Last"/> (after the part before), and the months whose rows train it.</summary>
    private readonly record struct YearPart(int Last, int LearnsFrom, int LearnsTo);
}
