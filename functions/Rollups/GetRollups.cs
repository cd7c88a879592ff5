using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Declarations;
using YouthFunctions.Calls.Organisations;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Plan;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Rollups.Persistence;
using YouthFunctions.Rollups.Summing;
using YouthFunctions.Rollups.Views;
using YouthFunctions.Rollups.Years;
using YouthFunctions.Units;

namespace YouthFunctions.Rollups;

/// <summary>Answers a unit's rollup of a year with its children (or all units of a level below it) in one call.</summary>
/// <remarks>
/// The entity tag covers the figures and not the instant they reflect, which moves every few minutes: the instant stands
/// in the header <c>X-Reflects-Utc</c> also of a 304.
/// </remarks>
public sealed class GetRollups(
    RollupStore rollups, TreeRollups views, ConfirmedView confirmed, TreeTargets targets, RollupFreshness freshness, UnitRegister register,
    YearBasisFactory bases, YearSelector years)
{
    private const int MaxUnits = 1000;
    private const int YearsOfPace = 3;

    /// <summary>200, or 304 when the figures are those of If-None-Match.</summary>
    [Operation("Tổng hợp của đơn vị và cấp dưới.", "A unit's rollup of a year with its children.", Headers = ["If-None-Match"])]
    [QueryOf<YearSelector>]
    [Query("indicator", "one indicator only; its children then have their months too", Example = "trees-planted")]
    [Query("level", "units of this level below the unit; without it its children", FirstLevel = 1)]
    [Query("tree", "a day: on the tree of units in force then; without it on that of the year", Example = "2024-12-31")]
    [Query("confirmed", "true for reports that a unit above confirmed only", Type = typeof(bool))]
    [Answer<RollupAnswer>, Answer(304)]
    public async Task<IResult> Handle(Call call, CancellationToken cancel)
    {
        if (call.ReadFlag("confirmed", out var onlyConfirmed) is { } refusal)
            return refusal;
        if (YearParameter.Read(call, out var requested) is { } malformed)
            return malformed;
        if ((requested ?? (await years.FindDefaultAsync(cancel))?.Plan.Year) is not { } year)
            return YearParameter.NoPlan(call);
        if (!TryReadTree(call, year, out var tree))
            return Problems.Malformed(
                call, "?tree", new Text("Cây đơn vị là một ngày, chẳng hạn tree=2024-12-31.", "A tree is a day, such as tree=2024-12-31."));
        if (call.UnitIn(tree) is not { } unit)
            return Problems.NotFound(call, new Text(
                $"Cây đơn vị này không có {call.RouteText("unit")}.", $"There is no unit {call.RouteText("unit")} in this tree."));
        if (await views.PlanOf(year, cancel) is not { } plan)
            return YearParameter.NoPlan(call);
        var indicators = plan.Indicators.Where(
            indicator => call.QueryText("indicator") is not { } requested || indicator.Code.ToString() == requested).ToArray();
        if (indicators.Length == 0)
            return Problems.Malformed(
                call, "?indicator", new Text("Chương trình không có chỉ tiêu này.", "The plan has no such indicator."));
        var level = unit.Level;
        if (call.QueryText("level") is { } name && (!UnitLevel.TryParse(name, out level) || level <= unit.Level))
            return Problems.Malformed(call, "?level", new Text(
                $"Cấp cần hỏi là {Keys(" hoặc ")}, và ở dưới đơn vị.", $"The level is {Keys(" or ")}, and below the unit."));
        var below = level == unit.Level ? tree.Children(unit.Code) : [.. tree.SubTree(unit.Code).Where(lower => lower.Level == level)];
        if (below.Count > MaxUnits)
            return Problems.Malformed(call, "?level", new Text(
                $"Quá {MaxUnits} đơn vị; xin hỏi từng {First.Singular.Vietnamese}.",
                $"More than {MaxUnits} units; please ask {First.Singular.English} by {First.Singular.English}."));
        return await AnswerAsync(call, plan, tree, unit, below, indicators, onlyConfirmed, cancel);
    }

    private static OrganisationLevel First => Organisation.Current.First;

    // province, district or commune
    private static string Keys(string or)
    {
        string[] keys = [.. UnitLevel.All.Skip(1).Select(level => level.Key)];
        return keys.Length == 1 ? keys[0] : $"{string.Join(", ", keys.SkipLast(1))}{or}{keys[^1]}";
    }

    private async Task<IResult> AnswerAsync(
        Call call, YearPlan plan, UnitTree tree, Unit unit, IReadOnlyList<Unit> below, Indicator[] indicators, bool onlyConfirmed,
        CancellationToken cancel)
    {
        var fresh = await freshness.GetAsync(plan.Year, cancel);
        if (fresh.IsStale)
            freshness.Start();
        var isNative = register.TreeOf(plan.Year) == tree;
        var basis = isNative ? await bases.CreateAsync(plan, cancel) : new YearBasis(plan with { ReportingLevels = [] }, tree);
        onlyConfirmed &= isNative;
        var rows = onlyConfirmed ? await confirmed.ReadAsync(basis, unit, below, call.Now, cancel)
            : isNative ? await RowsAsync(tree, unit, below, plan.Year, cancel)
            : await views.AllAsync(tree, plan.Year, cancel);
        var before = new List<Rollup?>();
        for (var back = 1; back <= YearsOfPace; back++)
            before.Add((await views.FindAsync(tree, unit.Code, plan.Year - back, cancel))?.Total);
        var isOne = call.QueryText("indicator") is not null;
        var view = new RollupView(basis, rows, indicators, await targets.GetAsync(plan.Year, tree, cancel));
        var siblings = unit.Parent is { } parent && !onlyConfirmed ? tree.Children(parent) : [unit];
        var top = view.Document(unit, siblings, indicator => Pace.FromYears(indicator, before), withMonths: true);
        var children = below.Select(child => view.Document(child, below, _ => null, withMonths: isOne)).ToArray();

        var figures = JsonSerializer.SerializeToUtf8Bytes(new { top, children }, WireJson.Options);
        var tag = $"W/\"{Convert.ToHexStringLower(SHA256.HashData(figures))[..32]}\"";
        call.Http.Response.Headers.ETag = tag;
        call.Http.Response.Headers.CacheControl = "private, no-cache";
        if (fresh.ReflectsUtc is { } instant)
            call.Http.Response.Headers["X-Reflects-Utc"] = instant.ToString("O", CultureInfo.InvariantCulture);
        return Preconditions.IsKnown(call, tag)
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : Results.Json(
                new RollupAnswer(
                    plan.Year, tree.From, onlyConfirmed, onlyConfirmed ? call.Now : fresh.ReflectsUtc, fresh.IsStale, top, children),
                WireJson.Options);
    }

    private bool TryReadTree(Call call, int year, out UnitTree tree)
    {
        tree = register.TreeOf(year);
        if (call.QueryText("tree") is not { } text)
            return true;
        var isDay = DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day);
        tree = isDay ? register.TreeOf(day) : tree;
        return isDay;
    }

    // The unit's siblings come with its own page; one page more a parent of the units asked for.
    private async Task<Dictionary<UnitCode, UnitYear>> RowsAsync(
        UnitTree tree, Unit unit, IReadOnlyList<Unit> below, int year, CancellationToken cancel)
    {
        var rows = new Dictionary<UnitCode, UnitYear>();
        if (unit.Parent is null && await rollups.FindAsync(tree, unit.Code, year, cancel) is { } country)
            rows[unit.Code] = country;
        var parents = below.Select(child => child.Parent).Append(unit.Parent).OfType<UnitCode>().Distinct();
        await Parallel.ForEachAsync(
            parents, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = cancel }, async (parent, token) =>
            {
                var page = await rollups.ChildrenAsync(tree, parent, year, token);
                lock (rows)
                    foreach (var row in page)
                        rows[row.Unit] = row;
            });
        return rows;
    }
}
