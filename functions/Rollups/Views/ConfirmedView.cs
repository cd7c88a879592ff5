using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Reports.Records;
using YouthFunctions.Rollups.Summing;
using YouthFunctions.Rollups.Years;

namespace YouthFunctions.Rollups.Views;

/// <summary>A year's sums by those reports only that a unit above has confirmed. They are made when asked for, from the
/// reports of the provinces concerned; what is not confirmed counts as not reported.</summary>
public sealed class ConfirmedView(OwnReader owns)
{
    private const int ProvincesAtOnce = 4;

    /// <summary>The rows of a unit and of the units asked for below it.</summary>
    public async Task<IReadOnlyDictionary<UnitCode, UnitYear>> ReadAsync(
        YearBasis basis, Unit unit, IEnumerable<Unit> below, DateTimeOffset now, CancellationToken cancel)
    {
        var wanted = below.Append(unit).Select(one => one.Code).ToHashSet();
        var rows = new Dictionary<UnitCode, UnitYear>();
        if (basis.Tree.ProvinceOf(unit.Code) is { } province)
            await AddAsync(province);
        else
        {
            wanted.UnionWith(basis.Tree.Children(unit.Code).Select(child => child.Code));
            await Parallel.ForEachAsync(
                basis.Tree.Children(unit.Code), new ParallelOptions { MaxDegreeOfParallelism = ProvincesAtOnce, CancellationToken = cancel },
                async (one, _) => await AddAsync(one.Code));
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
                foreach (var one in basis.UnitsOf(top).Reverse())
                {
                    var part = own.TryGetValue(one.Code, out var read) ? read : new Own(basis.Own(one.Code, []), false, false);
                    all[one.Code] = new UnitYear(one.Code, basis.Year, part.Rollup, basis.Total(one.Code, part.Rollup, all), now, default)
                    {
                        IsOwnSimulated = part.IsSimulated,
                        IsSimulated = part.IsSimulated || basis.Tree.Children(one.Code).Any(child => all.GetValueOrDefault(child.Code)?.IsSimulated ?? false),
                    };
                    if (wanted.Contains(one.Code))
                        rows[one.Code] = all[one.Code];
                }
            }
        }
    }
}
