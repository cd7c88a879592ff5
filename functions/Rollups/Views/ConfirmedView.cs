using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Reports.Records;
using YouthFunctions.Rollups.Summing;
using YouthFunctions.Rollups.Years;

namespace YouthFunctions.Rollups.Views;

/// <summary>A year's sums by those reports only that a unit above has confirmed. They are made when asked for, from the
/// reports of the provinces concerned; what is not confirmed counts as not reported.</summary>
public sealed class ConfirmedView(OwnRollupReader owns)
{
    private const int MaxParallelProvinces = 4;

    /// <summary>The rows of a unit and of the units asked for below it.</summary>
    public async Task<IReadOnlyDictionary<UnitCode, UnitYear>> ReadAsync(
        YearBasis basis, Unit unit, IEnumerable<Unit> below, DateTimeOffset now, CancellationToken cancel)
    {
        var wanted = below.Append(unit).Select(item => item.Code).ToHashSet();
        var rows = new Dictionary<UnitCode, UnitYear>();
        if (basis.Tree.ProvinceOf(unit.Code) is { } province)
            await AddAsync(province);
        else
        {
            wanted.UnionWith(basis.Tree.Children(unit.Code).Select(child => child.Code));
            await Parallel.ForEachAsync(
                basis.Tree.Children(unit.Code),
                new ParallelOptions { MaxDegreeOfParallelism = MaxParallelProvinces, CancellationToken = cancel },
                async (item, _) => await AddAsync(item.Code));
            await AddAsync(unit.Code);
        }

        return rows;

        async Task AddAsync(UnitCode top)
        {
            var own = await owns.ReadAllAsync(basis, top, report => report.Review?.State == ReviewState.Confirmed, cancel);
            lock (rows)
            {
                var isCentre = top == basis.Tree.Root.Code;
                var all = isCentre ? new Dictionary<UnitCode, UnitYear>(rows) : [];
                foreach (var item in basis.UnitsOf(top).Reverse())
                {
                    all[item.Code] = basis.Sum(item.Code, own.GetValueOrDefault(item.Code) ?? basis.SilentOwn(item.Code), all, now);
                    if (wanted.Contains(item.Code))
                        rows[item.Code] = all[item.Code];
                }
            }
        }
    }
}
