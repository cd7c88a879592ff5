using System.Globalization;
using DuckDB.NET.Data;
using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Benchmarks;

/// <summary>The same sums by DuckDB over the same rows.</summary>
internal sealed class DuckDbRollup : IDisposable
{
    private const string Aggregate = """
        create or replace table total as
        with own as (
            select u.unit, i.indicator, m.month, u.expected, v.numerator, v.denominator, v.on_time,
                case when i.is_flow then sum(v.numerator) over w else last_value(v.numerator ignore nulls) over w end as to_date,
                last_value(v.denominator ignore nulls) over w as to_date_denominator
            from (select * from unit where expected = 1 or unit in (select unit from value)) u
            cross join indicator i cross join (select unnest(range(1, 13)) as month) m
            left join value v on v.unit = u.unit and v.indicator = i.indicator and v.month = m.month
            window w as (partition by u.unit, i.indicator order by m.month rows unbounded preceding))
        select a.ancestor as unit, o.indicator, o.month, sum(o.numerator) as numerator, sum(o.denominator) as denominator,
            sum(o.to_date) as to_date, sum(o.to_date_denominator) as to_date_denominator,
            sum(o.expected)::int as expected, count(o.numerator)::int as reported, count_if(o.on_time)::int as on_time
        from own o join above a on a.unit = o.unit
        group by a.ancestor, o.indicator, o.month
        """;

    // Whole numbers as keys, which is what serves DuckDB best.
    private readonly Dictionary<UnitCode, int> _units = [];
    private readonly Dictionary<IndicatorCode, int> _indicators = [];
    private readonly DuckDBConnection _duck = new("DataSource=:memory:");

    public DuckDbRollup()
    {
        _duck.Open();
        Run("create table unit(unit int, expected int); create table above(unit int, ancestor int);"
            + "create table indicator(indicator int, is_flow boolean);"
            + "create table value(unit int, indicator int, month bigint, numerator decimal(18, 2), denominator decimal(18, 2), on_time "
            + "boolean)");
    }

    public void Load(Country country, Dictionary<UnitCode, MonthReport[]> reports)
    {
        foreach (var unit in country.Basis.Tree.TopDown)
            _units[unit.Code] = _units.Count;
        foreach (var rule in country.Basis.Rules)
            _indicators[rule.Code] = _indicators.Count;
        using var units = _duck.CreateAppender("unit");
        using var above = _duck.CreateAppender("above");
        foreach (var unit in country.Basis.Tree.TopDown)
        {
            units.CreateRow().AppendValue(_units[unit.Code]).AppendValue(country.Plan.Expects(unit.Level) ? 1 : 0).EndRow();
            foreach (var ancestor in country.Basis.Tree.PathToRoot(unit.Code))
                above.CreateRow().AppendValue(_units[unit.Code]).AppendValue(_units[ancestor.Code]).EndRow();
        }

        using var indicators = _duck.CreateAppender("indicator");
        foreach (var rule in country.Basis.Rules)
            indicators.CreateRow().AppendValue(_indicators[rule.Code]).AppendValue(rule.OverTime == OverTime.Sum).EndRow();
        using var values = _duck.CreateAppender("value");
        foreach (var (unit, months) in reports)
            foreach (var report in months)
                foreach (var (indicator, value) in report.Values)
                    values.CreateRow().AppendValue(_units[unit]).AppendValue(_indicators[indicator]).AppendValue((long)report.Month)
                        .AppendValue(value.Measure.Numerator).AppendValue(value.Measure.Denominator).AppendValue(report.OnTime).EndRow();
    }

    public void Compute(int threads) => Run(string.Create(CultureInfo.InvariantCulture, $"set threads = {threads}; {Aggregate}"));

    /// <summary>How many cells of the country and its provinces differ from ours.</summary>
    public int Differences(Dictionary<UnitCode, Rollup> totals)
    {
        var unitAt = _units.ToDictionary(pair => pair.Value, pair => pair.Key);
        var indicatorAt = _indicators.ToDictionary(pair => pair.Value, pair => pair.Key);
        using var command = _duck.CreateCommand();
        command.CommandText =
            "select unit, indicator, month, numerator, denominator, to_date, to_date_denominator, expected, reported, on_time from total";
        using var row = command.ExecuteReader();
        var (seen, different) = (0, 0);
        while (row.Read())
        {
            if (!totals.TryGetValue(unitAt[row.GetInt32(0)], out var total))
                continue;
            var cell = new RollupCell(Measure(row, 3), Measure(row, 5), Count(row, 7), Count(row, 8), Count(row, 9));
            seen++;
            if (cell != total[indicatorAt[row.GetInt32(1)], Count(row, 2)])
                different++;
        }

        return seen == totals.Count * 19 * 12
            ? different
            : throw new InvalidOperationException($"DuckDB gave {seen} cells of {totals.Count} units.");
    }

    public void Dispose() => _duck.Dispose();

    private static int Count(DuckDBDataReader row, int column) => Convert.ToInt32(row.GetValue(column), CultureInfo.InvariantCulture);

    private static Measure Measure(DuckDBDataReader row, int column) => row.IsDBNull(column) ? default
        : row.IsDBNull(column + 1) ? Analytics.Values.Measure.Amount(Convert.ToDecimal(row.GetValue(column), CultureInfo.InvariantCulture))
        : Analytics.Values.Measure.Ratio(
            Convert.ToDecimal(row.GetValue(column), CultureInfo.InvariantCulture),
            Convert.ToDecimal(row.GetValue(column + 1), CultureInfo.InvariantCulture));

    private void Run(string sql)
    {
        using var command = _duck.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
