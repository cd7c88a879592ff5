using System.Globalization;
using Microsoft.AspNetCore.Http;
using YouthFunctions.Access;
using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Hosting;
using YouthFunctions.Storage;

namespace YouthFunctions.Plan;

/// <summary>The targets of one unit: what they are, and which of them were set for it rather than divided from above.</summary>
public sealed class EditTargets(PlanStore plans, UnitRegister register, AuditTrail audit)
{
    /// <summary><c>GET api/targets/{unit}?year=</c>.</summary>
    public async Task<IResult> Get(Call call, CancellationToken cancel) =>
        await FindAsync(call, cancel) is { } found ? Answer(call, found) : NotFound(call);

    /// <summary>
    /// <c>PUT api/targets/{unit}?year=</c> with <c>{"trees-planted":500000,"youth-gathered":0.7}</c>: the set targets of the unit in place
    /// of those before; what is left out follows from the unit above again. Amounts in the indicator's unit of measure, ratios 0..1.
    /// </summary>
    public async Task<IResult> Put(Call call, CancellationToken cancel)
    {
        if (await FindAsync(call, cancel) is not { } found)
            return NotFound(call);
        var sent = await StrictJson.ReadAsync<Dictionary<string, decimal>>(call, cancel);
        var tree = register.TreeOf(found.Plan.Year);
        var targets = new Dictionary<IndicatorCode, decimal>();
        var faults = new List<Fault>();
        foreach (var (name, target) in sent)
        {
            var pointer = "/" + name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
            if (!IndicatorCode.TryParse(name, out var code) || found.Plan.Find(code) is not { } indicator)
                faults.Add(new Fault(pointer, "indicator.unknown", new("Chương trình không có chỉ tiêu này.", "The plan has no such indicator.")));
            else if (Fault(pointer, indicator, target) is { } wrong)
                faults.Add(wrong);
            else if (BoundFromAbove(pointer, indicator, target, found, tree, call) is { } bound)
                faults.Add(bound);
            else
                targets[code] = target;
        }

        if (faults.Count > 0)
            return Problems.Invalid(call, faults);
        await plans.SaveTargetsAsync(found.Plan.Year, call.Unit, targets, cancel);
        var detail = string.Join(", ", targets.OrderBy(pair => pair.Key.ToString(), StringComparer.Ordinal).Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key} {pair.Value}")));
        await audit.AddAsync(new AuditEntry(call.Now, call.SignedIn.Id, "targets.set", call.Unit, found.Plan.Year.ToString(CultureInfo.InvariantCulture), detail), cancel);
        return Answer(call, (await plans.FindAsync(found.Plan.Year, cancel))!);
    }

    private static Fault? Fault(string pointer, Indicator indicator, decimal target) => indicator.Kind switch
    {
        IndicatorKind.Ratio when target is < 0 or > 1 => new(pointer, "target.ratio", new(
            "Chỉ tiêu tỷ lệ nằm trong khoảng 0 đến 1.", "The target of a ratio is between 0 and 1.")),
        IndicatorKind.Flow when target < 0 => new(pointer, "target.negative", new("Chỉ tiêu không thể âm.", "A target cannot be negative.")),
        IndicatorKind.Flow when decimal.Round(target, indicator.Decimals) != target => new(pointer, "target.decimals", new(
            $"Chỉ tiêu này có tối đa {indicator.Decimals} chữ số thập phân.", $"This target has {indicator.Decimals} decimals at most.")),
        _ => null,
    };

    /// <summary>Targets divided from above are for the units above to move, and together may not ask for more than was divided.</summary>
    private static Fault? BoundFromAbove(string pointer, Indicator indicator, decimal target, PlanYear found, UnitTree tree, Call call)
    {
        if (tree.PathToRoot(call.Unit).ElementAtOrDefault(1) is not { } parent || found.Targets.Of(parent.Code, indicator.Code) is not { } above)
            return null;
        if (call.Unit == call.SignedIn.Unit)
            return new(pointer, "target.from-above", new(
                $"Chỉ tiêu này do {parent.Name} giao.", $"This target is given by {parent.Name}."));
        if (indicator.Kind == IndicatorKind.Ratio)
            return null;
        var others = tree.Children(parent.Code).Where(child => child.Code != call.Unit).Sum(child => found.Targets.SetFor(child.Code, indicator.Code) ?? 0);
        return others + target > above
            ? new(pointer, "target.above-parent", new(
                string.Create(CultureInfo.InvariantCulture, $"Cùng các đơn vị đã giao riêng ({others}) vượt chỉ tiêu của {parent.Name} ({above})."),
                string.Create(CultureInfo.InvariantCulture, $"With what is set for its siblings ({others}) it exceeds the target of {parent.Name} ({above}).")))
            : null;
    }

    private async Task<PlanYear?> FindAsync(Call call, CancellationToken cancel)
    {
        var asked = call.QueryText("year") is { } text ? YearOfCall.Parse(text) : ReportingCalendar.DayAt(call.Now).Year;
        return asked is { } year && register.TreeOf(year).TryGet(call.Unit, out _) ? await plans.FindAsync(year, cancel) : null;
    }

    private static IResult Answer(Call call, PlanYear found) => Results.Json(
        new
        {
            call.Unit,
            found.Plan.Year,
            found.Targets.Basis,
            Targets = found.Plan.Indicators.Select(indicator => new
            {
                Indicator = indicator.Code,
                indicator.Kind,
                Target = found.Targets.Of(call.Unit, indicator.Code),
                IsSet = found.Targets.SetFor(call.Unit, indicator.Code) is not null,
            }),
        },
        Packing.Json);

    private static IResult NotFound(Call call) => Problems.NotFound(call, new Text(
        "Không có chương trình hoặc đơn vị này trong năm đó.", "There is no such plan or unit in that year."));
}
