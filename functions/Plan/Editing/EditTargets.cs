using System.Globalization;
using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Bodies;
using YouthFunctions.Calls.Declarations;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Units;
using TargetsOfUnits =
    System.Collections.Generic.IReadOnlyDictionary<YouthFunctions.Analytics.Values.UnitCode,
        System.Collections.Generic.IReadOnlyDictionary<YouthFunctions.Analytics.Values.IndicatorCode, decimal>>;

namespace YouthFunctions.Plan.Editing;

/// <summary>The targets of one unit: what they are, and which of them were set for it rather than divided from above.</summary>
public sealed class EditTargets(PlanStore plans, YearSelector years, UnitRegister register, PlanFiles files)
{
    private const int UnitsAtOnce = 90; // a transaction takes 100 rows

    /// <summary><c>GET api/targets/{unit}?year=</c>.</summary>
    [Operation("Chỉ tiêu của đơn vị.", "The targets of a unit, and which of them were set for it.")]
    [QueryOf<YearSelector>]
    [Answer<UnitTargetList>, Refuses(404)]
    public async Task<IResult> Get(Call call, CancellationToken cancel)
    {
        if (!(await years.SelectAsync(call, withList: false, cancel)).TryGet(out var chosen, out var refusal))
            return refusal;
        return call.UnitIn(register.TreeOf(chosen.Year)) is { } unit
            ? Answer(call, chosen.ReportingYear, unit.Code)
            : YearParameter.NoUnit(call);
    }

    /// <summary>
    /// <c>PUT api/targets/{unit}?year=</c> with <c>{"trees-planted":500000,"youth-gathered":0.7}</c>: the set targets of the unit in place
    /// of those before; what is left out follows from the unit above again. Amounts in the indicator's unit of measure, ratios 0..1.
    /// </summary>
    [Operation(
        "Giao chỉ tiêu cho đơn vị; các đơn vị cùng cấp chia phần còn lại.", "Sets targets of a unit; its siblings divide the rest.",
        Headers = ["If-Match"])]
    [QueryOf<YearSelector>]
    [Body<IReadOnlyDictionary<IndicatorCode, decimal>>, Answer<UnitTargetList>, Refuses(412, 415, 422)]
    public async Task<IResult> Put(Call call, CancellationToken cancel)
    {
        if (!(await years.SelectAsync(call, withList: false, cancel)).TryGet(out var chosen, out var refused))
            return refused;
        var year = chosen.Year;
        if (call.UnitIn(register.TreeOf(year)) is not { Code: var unit })
            return YearParameter.NoUnit(call);
        var sent = await StrictJson.ReadAsync<Dictionary<string, decimal>>(call, cancel);
        var targets = new Dictionary<IndicatorCode, decimal>();
        var first = new FirstReadVersion();
        // What was set for other units meanwhile is heeded by deciding again; what was set for this one is not overwritten unseen.
        var refusal = await plans.ChangeAsync(
            year,
            stored =>
            {
                if (stored.Build(register.TreeOf(year), files) is not { } reportingYear)
                    return PlanChange.Refused(YearParameter.NoPlan(call));
                (targets, var faults) = Read(call, sent, reportingYear, unit);
                if (faults.Count > 0)
                    return PlanChange.Refused(Problems.Invalid(call, faults));
                var set = TagOf(stored.SetFor(unit));
                return (Preconditions.Refusal(call, TagOf(reportingYear, unit))
                    ?? (first.Differs(set) ? Preconditions.Changed(call) : null)) is { } changed
                    ? PlanChange.Refused(changed)
                    : PlanChange.Targets(unit, targets);
            },
            cancel);
        if (refusal is not null)
            return refusal;
        call.Audit.Add("targets.set", unit, year.ToString(CultureInfo.InvariantCulture), string.Join(", ", Ordered(targets)));
        return Answer(call, (await plans.FindNowAsync(year, cancel))!, unit);
    }

    /// <summary>What is wrong with targets of several units together; none when they can be set.</summary>
    /// <param name="call">Whose call it is.</param>
    /// <param name="stored">The year as it stands.</param>
    /// <param name="wanted">The targets of each unit in place of those before; what is left out follows from the unit above. Every unit
    /// must be within the caller's reach.</param>
    public IReadOnlyList<Fault> Faults(Call call, StoredYear stored, TargetsOfUnits wanted)
    {
        var set = stored.Set.Where(pair => !wanted.ContainsKey(pair.Key.Unit))
            .Concat(wanted.SelectMany(unit => unit.Value.Select(target => KeyValuePair.Create((unit.Key, target.Key), target.Value))))
            .ToDictionary(pair => pair.Key, pair => pair.Value);
        if (stored.Plan is not { } plan || (stored with { Set = set }).Build(register.TreeOf(plan.Year), files) is not { } after)
            return [];
        return
        [
            .. from unit in wanted
               from target in unit.Value
               let pointer = $"/{unit.Key}/{target.Key}"
               let fault = plan.Find(target.Key) is not { } indicator
                   ? UnknownIndicator(pointer) // the plan was changed since the file was read
                   : Fault(pointer, indicator, target.Value)
                   ?? (stored.SetFor(unit.Key).TryGetValue(target.Key, out var before) && before == target.Value
                       ? null : CheckAgainstParents(pointer, indicator, target.Value, after, unit.Key, call))
               where fault is not null
               select fault,
        ];
    }

    /// <summary>Sets the targets of several units, if they stand as <paramref name="tag"/> says.</summary>
    /// <param name="call">Whose call it is.</param>
    /// <param name="year">The year.</param>
    /// <param name="wanted">As for <see cref="Faults"/>.</param>
    /// <param name="tag">What <see cref="TagOf(StoredYear, TargetsOfUnits)"/> said when they were looked at; empty to set them whatever
    /// stands.</param>
    /// <param name="cancel">Stops the call.</param>
    /// <returns>Why they were not set; null when all were. All are checked before any is set; 90 units are set at once, so that only of
    /// more than these some can be set and others not, where storage fails or another change comes between.</returns>
    public async Task<IResult?> SetAllAsync(Call call, int year, TargetsOfUnits wanted, string tag, CancellationToken cancel)
    {
        var isFirst = true;
        foreach (var chunk in wanted.Chunk(UnitsAtOnce))
        {
            var refusal = await plans.ChangeAsync(
                year,
                stored =>
                {
                    if (isFirst && tag.Length > 0 && TagOf(stored, wanted) != tag)
                        return PlanChange.Refused(Preconditions.Changed(call));
                    return Faults(call, stored, wanted) is { Count: > 0 } faults
                        ? PlanChange.Refused(Problems.Invalid(call, faults))
                        : PlanChange.Targets([.. chunk.Select(unit => (unit.Key, unit.Value))]);
                },
                cancel);
            if (refusal is not null)
                return refusal;
            isFirst = false;
            foreach (var (unit, targets) in chunk)
                call.Audit.Add("targets.set", unit, year.ToString(CultureInfo.InvariantCulture), string.Join(", ", Ordered(targets)));
        }

        return null;
    }

    /// <summary>The version of a unit's targets, of those divided from above too: what <c>If-Match</c> of <see cref="Put"/> says.</summary>
    public static string TagOf(ReportingYear reportingYear, UnitCode unit) => Preconditions.ComputeTag(Document(reportingYear, unit));

    /// <summary>The version of what is set for some units.</summary>
    public static string TagOf(StoredYear stored, TargetsOfUnits units) => Preconditions.ComputeTag(
        units.Keys.Select(unit => unit.ToString()).Order(StringComparer.Ordinal)
            .SelectMany(unit => Ordered(stored.SetFor(UnitCode.Parse(unit))).Prepend(unit)).ToArray());

    private (Dictionary<IndicatorCode, decimal> Targets, List<Fault> Faults) Read(Call call, Dictionary<string, decimal> sent,
        ReportingYear reportingYear, UnitCode unit)
    {
        var targets = new Dictionary<IndicatorCode, decimal>();
        var faults = new List<Fault>();
        foreach (var (name, target) in sent)
        {
            var pointer = "/" + JsonPointer.Escape(name);
            if (!IndicatorCode.TryParse(name, out var code) || reportingYear.Plan.Find(code) is not { } indicator)
                faults.Add(UnknownIndicator(pointer));
            else if (Fault(pointer, indicator, target) is { } wrong)
                faults.Add(wrong);
            else if (CheckAgainstParents(pointer, indicator, target, reportingYear, unit, call) is { } bound)
                faults.Add(bound);
            else
                targets[code] = target;
        }

        return (targets, faults);
    }

    private static Fault UnknownIndicator(string pointer) => new(
        pointer, "indicator.unknown", new("Chương trình không có chỉ tiêu này.", "The plan has no such indicator."));

    private static Fault? Fault(string pointer, Indicator indicator, decimal target) => indicator.Kind switch
    {
        IndicatorKind.Ratio when target is < 0 or > 1 => new(pointer, "target.ratio", new(
            "Chỉ tiêu tỷ lệ nằm trong khoảng 0 đến 1.", "The target of a ratio is between 0 and 1.")),
        IndicatorKind.Flow when target < 0 =>
            new(pointer, "target.negative", new("Chỉ tiêu không thể âm.", "A target cannot be negative.")),
        IndicatorKind.Flow when target > Targets.Limit => new(pointer, "target.too-large", new(
            "Chỉ tiêu lớn hơn mức tối đa 10¹⁸.", "The target is above the limit of 10¹⁸.")),
        IndicatorKind.Flow when decimal.Round(target, indicator.Decimals) != target => new(pointer, "target.decimals", new(
            $"Chỉ tiêu này có tối đa {indicator.Decimals} chữ số thập phân.", $"This target has {indicator.Decimals} decimals at most.")),
        _ => null,
    };

    /// <summary>Targets divided from above are for the units above to move, and together may not ask for more than was divided.</summary>
    private Fault? CheckAgainstParents(
        string pointer, Indicator indicator, decimal target, ReportingYear reportingYear, UnitCode unit, Call call)
    {
        var tree = register.TreeOf(reportingYear.Plan.Year);
        if (tree.PathToRoot(unit).ElementAtOrDefault(1) is not { } parent
            || reportingYear.Targets.Find(parent.Code, indicator.Code) is not { } above)
            return null;
        if (unit == call.SignedIn.Unit)
            return new(pointer, "target.from-above", new(
                $"Chỉ tiêu này do {parent.Name} giao.", $"This target is given by {parent.Name}."));
        if (indicator.Kind == IndicatorKind.Ratio)
            return null;
        var others = tree.Children(parent.Code).Where(child => child.Code != unit)
            .Sum(child => reportingYear.Targets.SetFor(child.Code, indicator.Code) ?? 0);
        return others + target > above
            ? new(pointer, "target.above-parent", new(
                string.Create(
                    CultureInfo.InvariantCulture, $"Cùng các đơn vị đã giao riêng ({others}) vượt chỉ tiêu của {parent.Name} ({above})."),
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"With what is set for its siblings ({others}) it exceeds the target of {parent.Name} ({above}).")))
            : null;
    }

    private static string TagOf(IReadOnlyDictionary<IndicatorCode, decimal> targets) => Preconditions.ComputeTag(Ordered(targets));

    private static string[] Ordered(IReadOnlyDictionary<IndicatorCode, decimal> targets) =>
    [
        .. targets.OrderBy(pair => pair.Key.ToString(), StringComparer.Ordinal)
            .Select(pair => string.Create(CultureInfo.InvariantCulture,
                $"{pair.Key} {pair.Value.ToString("0.#############################", CultureInfo.InvariantCulture)}")),
    ];

    private static UnitTargetList Document(ReportingYear reportingYear, UnitCode unit) => new(
        unit, reportingYear.Plan.Year, reportingYear.Targets.Basis,
        [.. reportingYear.Plan.Indicators.Select(indicator => new UnitTargetListEntry(
            indicator.Code, indicator.Kind, reportingYear.Targets.Find(unit, indicator.Code),
            reportingYear.Targets.SetFor(unit, indicator.Code) is not null))]);

    private static IResult Answer(Call call, ReportingYear reportingYear, UnitCode unit)
    {
        var document = Document(reportingYear, unit);
        call.Http.Response.Headers.ETag = Preconditions.ComputeTag(document);
        return Results.Json(document, WireJson.Options);
    }
}
