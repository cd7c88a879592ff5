using System.Text.Json;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Forecasting.Status;
using YouthFunctions.Forecasts.Records;
using YouthFunctions.Storage;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Forecasting;

/// <summary>How a forecast is kept does not follow from how it is called in the program.</summary>
public class StoredForecastTests
{
    private static readonly string Whole = """
        {"indicator":"trees-planted","yearToDate":120,"target":500,"projected":430.5,"low80":400,"high80":470.25,"low95":380,
        "high95":510,"probability":0.07,"status":"awaitsConfirmation","since":"2024-09-01","requiredMonthlyPace":95,
        "expectedToDate":300.5,"reported":9,"expected":11,"basis":"trees","reasons":[{"code":"behindLastYear","kind":"performance",
        "figure":120,"reference":150,"weight":0.06}],"bestComparablePace":40.5,"pastYears":[400,null,450],"before":"atRisk",
        "carriers":[{"unit":"01-001","name":"Cau Giay","gap":12.5,"share":0.5}],"doubted":30,"statusWithoutDoubted":"lagging",
        "course":[20,null,120],"courseBefore":[30.5,90]}
        """.ReplaceLineEndings("");

    private static readonly string Empty = """
        {"indicator":"trees-planted","target":500,"status":"noData","since":"2024-01-01","reported":0,"expected":0,"basis":"","reasons":[]}
        """;

    [Fact]
    public void What_was_stored_is_read_and_written_again_to_the_byte() => AssertEach.All([Whole, Empty], stored =>
        Assert.Equal(
            stored,
            JsonSerializer.Serialize(JsonSerializer.Deserialize<IndicatorForecast>(stored, StoredJson.Options), StoredJson.Options)));

    [Fact]
    public void An_indicator_without_data_has_no_projection_and_is_kept_as_it_always_was() =>
        Assert.Equal(Empty, JsonSerializer.Serialize(
            IndicatorForecast.WithoutData(IndicatorCode.Parse("trees-planted"), 500, 2024), StoredJson.Options));

    [Fact]
    public void A_stored_forecast_with_a_projected_year_end_is_a_projection()
    {
        var forecast = JsonSerializer.Deserialize<IndicatorForecast>(Whole, StoredJson.Options)!;
        Assert.Equal(new PredictionInterval(380, 510), forecast.Projection!.Interval95);
        Assert.Equal((430.5, "trees", 0.07), (forecast.Projection.Point, forecast.Projection.Basis, forecast.Projection.Probability));
        Assert.Equal(TargetStatus.AwaitsConfirmation, forecast.Status);
        Assert.Null(JsonSerializer.Deserialize<IndicatorForecast>(Empty, StoredJson.Options)!.Projection);
    }
}
