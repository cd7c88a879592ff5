using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls.Organisations;
using YouthFunctions.Exports.Tables;
using YouthFunctions.Plan.Editing;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Summaries.Charts;
using YouthFunctions.Units;

namespace YouthFunctions.Installation;

/// <summary>
/// All files of the organisation that this process serves, read once and held against each other: a unit of a plan, a map or a
/// succession that no tree has would be found out by a reader otherwise, months later.
/// </summary>
public static class InstallationFiles
{
    private static readonly Lazy<(PlanFiles Plans, IReadOnlyList<UnitTree> Trees)> OfProcess = new(Read);

    /// <summary>The years that have a plan among the files.</summary>
    /// <exception cref="OrganisationException">Files are not right; names every fault.</exception>
    public static IReadOnlyCollection<int> PlannedYears => [.. OfProcess.Value.Plans.Plans.Keys];

    /// <summary>The plans.</summary>
    /// <param name="heldOpenYears">Years whose months never close.</param>
    /// <exception cref="OrganisationException">Files are not right; names every fault.</exception>
    public static PlanFiles ReadPlans(IReadOnlyCollection<int> heldOpenYears) =>
        OfProcess.Value.Plans with { HeldOpenYears = heldOpenYears };

    /// <summary>The trees of units.</summary>
    /// <exception cref="OrganisationException">Files are not right; names every fault.</exception>
    public static UnitRegister ReadUnits() => new(OfProcess.Value.Trees);

    private static (PlanFiles Plans, IReadOnlyList<UnitTree> Trees) Read()
    {
        var organisation = Organisation.Current;
        var faults = new List<string>();
        var trees = organisation.Trees.Select(tree => UnitFile.Read(tree.From, organisation.PathOf(tree.Units), faults)).ToArray();
        var plans = PlanFiles.Read(organisation.Directory, [], faults);
        if (faults.Count == 0)
            CheckAgainstEachOther(organisation, [.. trees.OfType<UnitTree>()], plans, faults);
        return faults.Count == 0
            ? (plans, [.. trees.OfType<UnitTree>()])
            : throw new OrganisationException(organisation.Directory, faults);
    }

    private static void CheckAgainstEachOther(
        Organisation organisation, IReadOnlyList<UnitTree> trees, PlanFiles plans, List<string> faults)
    {
        var register = new UnitRegister(trees);
        foreach (var plan in plans.Plans.Values)
            faults.AddRange(PlanCheck.Faults(plan, plan.Year, register)
                .Select(fault => $"plan-{plan.Year}.json{fault.Pointer}: {fault.Message.English}"));
        foreach (var (year, activities) in plans.Activities)
            foreach (var indicator in activities.SelectMany(activity => activity.Indicators).Distinct()
                .Where(indicator => !plans.Plans.TryGetValue(year, out var plan) || plan.Find(indicator) is null))
                faults.Add($"activities-{year}.json: the plan of {year} has no indicator {indicator}.");
        if (organisation.Population is { } population)
            CheckUnits(population.File, plans.Provinces.Keys, register.TreeOf(population.Year), faults);
        for (var i = 0; i < trees.Count; i++)
        {
            if (organisation.Trees[i].Succession is { } succession)
                faults.AddRange(ShippedSuccessions.Read(trees[i - 1], trees[i]).Faults
                    .Select(fault => $"{succession}{fault.Pointer}: {fault.Message.English}"));
            if (organisation.Trees[i].Outlines is { } outlines && ProvinceOutlines.Of(trees[i].From) is { } drawn)
                CheckUnits(outlines, drawn.Paths.Keys, trees[i], faults);
        }

        // The level below the top is a column of its own in the exported tables.
        foreach (var table in AllTables.All)
            foreach (var column in table.Columns.GroupBy(column => column.Name).Where(columns => columns.Count() > 1))
                faults.Add($"organisation.json: the key {column.Key} is a column of the table {table.Name} already.");
    }

    private static void CheckUnits(string file, IEnumerable<UnitCode> codes, UnitTree tree, List<string> faults)
    {
        foreach (var code in codes.Where(code => !tree.TryGet(code, out var unit) || unit.Parent != tree.Root.Code))
            faults.Add($"{file}: {code} is no unit directly below {tree.Root.Name}.");
    }
}
