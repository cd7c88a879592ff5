using System.Text.Json;
using System.Text.Json.Serialization;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Forecasting.Status;

namespace YouthFunctions.Forecasts.Records;

/// <summary>How a forecast of an indicator is kept, in storage and in the archive: names and order of its JSON. Changing them is a
/// change of what is stored.</summary>
internal sealed record StoredIndicatorForecast
{
    public IndicatorCode Indicator { get; init; }

    public decimal? YearToDate { get; init; }

    public decimal? Target { get; init; }

    public double? Projected { get; init; }

    public double? Low80 { get; init; }

    public double? High80 { get; init; }

    public double? Low95 { get; init; }

    public double? High95 { get; init; }

    public double? Probability { get; init; }

    public TargetStatus Status { get; init; }

    public DateOnly Since { get; init; }

    public decimal? RequiredMonthlyPace { get; init; }

    public double? ExpectedToDate { get; init; }

    public int Reported { get; init; }

    public int Expected { get; init; }

    public string Basis { get; init; } = "";

    public IReadOnlyList<StatusReason> Reasons { get; init; } = [];

    public double? BestComparablePace { get; init; }

    public IReadOnlyList<double?>? PastYears { get; init; }

    public TargetStatus? Before { get; init; }

    public IReadOnlyList<ShortfallContributor>? Carriers { get; init; }

    public decimal? Doubted { get; init; }

    public TargetStatus? StatusWithoutDoubted { get; init; }

    public IReadOnlyList<double?>? Course { get; init; }

    public IReadOnlyList<double?>? CourseBefore { get; init; }

    public static StoredIndicatorForecast From(IndicatorForecast forecast) => new()
    {
        Indicator = forecast.Indicator,
        YearToDate = forecast.YearToDate,
        Target = forecast.Target,
        Projected = forecast.Projection?.Point,
        Low80 = forecast.Projection?.Interval80?.Low,
        High80 = forecast.Projection?.Interval80?.High,
        Low95 = forecast.Projection?.Interval95?.Low,
        High95 = forecast.Projection?.Interval95?.High,
        Probability = forecast.Projection?.Probability,
        Status = forecast.Status,
        Since = forecast.Since,
        RequiredMonthlyPace = forecast.RequiredMonthlyPace,
        ExpectedToDate = forecast.ExpectedToDate,
        Reported = forecast.Reported,
        Expected = forecast.Expected,
        Basis = forecast.Projection?.Basis ?? "",
        Reasons = forecast.Reasons,
        BestComparablePace = forecast.BestComparablePace,
        PastYears = forecast.PastYears,
        Before = forecast.Before,
        Carriers = forecast.Carriers,
        Doubted = forecast.Doubted,
        StatusWithoutDoubted = forecast.StatusWithoutDoubted,
        Course = forecast.Course,
        CourseBefore = forecast.CourseBefore,
    };

    public IndicatorForecast ToForecast() => new()
    {
        Indicator = Indicator,
        Status = Status,
        Since = Since,
        Before = Before,
        YearToDate = YearToDate,
        Doubted = Doubted,
        StatusWithoutDoubted = StatusWithoutDoubted,
        Course = Course,
        CourseBefore = CourseBefore,
        Target = Target,
        Reported = Reported,
        Expected = Expected,
        ExpectedToDate = ExpectedToDate,
        RequiredMonthlyPace = RequiredMonthlyPace,
        BestComparablePace = BestComparablePace,
        PastYears = PastYears,
        Reasons = Reasons,
        Carriers = Carriers,
        Projection = Projected is not { } point ? null : new YearEndProjection(point, Basis)
        {
            Interval80 = Interval(Low80, High80),
            Interval95 = Interval(Low95, High95),
            Probability = Probability,
        },
    };

    private static PredictionInterval? Interval(double? low, double? high) =>
        low is { } from && high is { } to ? new PredictionInterval(from, to) : null;
}
