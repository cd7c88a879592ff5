using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Pages;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Units;

namespace YouthFunctions.Collecting;

/// <summary>The desk of whoever collects: the units below, how their reports stand, who is silent.</summary>
public sealed class ShowCollecting(CollectingReader reader, YearSelector years, UnitRegister register)
{
    /// <summary>The desk of the unit in the address, or of the caller's own.</summary>
    public Task<IResult> Handle(Call call, CancellationToken cancel) => ShowAsync(call, view => CollectingPage.Create(view), cancel);

    /// <summary>Every unit below, at any level, that is silent, by name.</summary>
    public Task<IResult> Silent(Call call, CancellationToken cancel) => ShowAsync(call, view => SilentPage.Create(view), cancel);

    /// <summary>The desk again, with why nothing was done.</summary>
    internal Task<IResult> AgainAsync(
        Call call, string note, IReadOnlySet<string> chosen, IReadOnlyList<Fault> faults, CancellationToken cancel) => ShowAsync(
        call, view => CollectingPage.Create(view with { Note = note, Chosen = chosen, Faults = faults }), cancel,
        StatusCodes.Status422UnprocessableEntity);

    private async Task<IResult> ShowAsync(
        Call call, Func<CollectingView, RazorSlices.RazorSlice> page, CancellationToken cancel, int status = StatusCodes.Status200OK)
    {
        var (address, refusal) = await CollectingAddress.ReadAsync(call, years, register, needsPeriod: false, cancel);
        if (address is not { Year: var chosen, Unit: var named })
            return refusal!;
        // The grid is of the year, whose tree may have another unit of this code than that of the month in the address.
        var tree = register.TreeOf(chosen.Year);
        if (call.UnitIn(tree, named.Code.ToString()) is not { } unit)
            return YearParameter.NoUnit(call);
        var month = address.Period is { } wanted && reader.Months(chosen.Year).Contains(wanted) ? wanted : reader.DefaultMonth(chosen.Year);
        var grid = await reader.ReadAsync(unit, chosen.ReportingYear, month, cancel);
        var title = call.Localize(new Text($"Thu báo cáo · {unit.Name}", $"Collect reports · {unit.Name}"));
        var shell = new PageShell(call, title, [.. tree.PathToRoot(unit.Code).Reverse()], chosen)
        {
            PathBase = "/collect/",
            Figures = new FigureStamp(null, grid.Freshness.ReflectsUtc, grid.IsSimulated),
        };
        return new PageResult(call, page(new CollectingView(shell, unit, grid, "", null, [])), status);
    }
}
