using System.Text;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Declarations;
using YouthFunctions.Units;
using YouthFunctions.Values;
using Text = YouthFunctions.Calls.Texts.Text;

namespace YouthFunctions.Reorganisations;

/// <summary>The trees of units, and each as the file that brings one in.</summary>
public sealed class GetUnitTrees(UnitRegister register, UnitTreeStore trees)
{
    /// <summary><c>GET api/unit-trees</c>: from when each is in force, and how many units it has.</summary>
    [Operation("Các cây đơn vị.", "The trees of units.")]
    [Answer<UnitTreeList>]
    public Task<IResult> List(Call call, CancellationToken cancel) => Task.FromResult(Results.Json(
        new UnitTreeList([.. register.Trees.Select(tree => new UnitTreeListItem(
            tree.From, register.IsImported(tree), trees.FindVersion(tree)?.ToString("H"),
            tree.TopDown.GroupBy(unit => unit.Level).Where(level => level.Key > UnitLevel.Top).OrderBy(level => level.Key)
                .ToDictionary(level => level.Key, level => level.Count())))]),
        WireJson.Options));

    /// <summary><c>GET api/unit-trees/{from}</c>: the units of a tree as CSV, in the form in which <see cref="PutUnitTree"/> takes
    /// it.</summary>
    [Operation("Các đơn vị của một cây, dạng CSV.", "The units of a tree as CSV.")]
    [AnswerFile("text/csv"), Refuses(404)]
    public Task<IResult> Get(Call call, CancellationToken cancel)
    {
        if (TreeOf(call, register) is not { } tree)
            return Task.FromResult(NoTree(call));
        if (trees.FindVersion(tree) is { } version)
            call.Http.Response.Headers.ETag = version.ToString("H");
        call.Http.Response.Headers.ContentDisposition = $"attachment; filename=units-{tree.From}.csv";
        return Task.FromResult(Results.Text(UnitTreeFile.Write(tree), "text/csv", Encoding.UTF8));
    }

    /// <summary>The tree that begins in the month of the route; null when none does.</summary>
    internal static UnitTree? TreeOf(Call call, UnitRegister register) =>
        Month.TryParse(call.RouteText("from"), out var month) ? register.Beginning(month) : null;

    /// <summary>404 for a month in which no tree begins.</summary>
    internal static IResult NoTree(Call call) => Problems.NotFound(call, new Text(
        "Không có cây đơn vị nào bắt đầu từ tháng này.", "No tree of units begins in this month."));
}
