using YouthFunctions.Backtesting;
using YouthFunctions.Forecasting.Backtesting;
using YouthFunctions.Forecasting.Intervals;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Forecasting;

/// <summary>The shipped errors of first years are those of the panels that they are said to be of. <c>WRITE_DOCS=1</c> writes them
/// anew.</summary>
public sealed class PriorErrorTests
{
    private static readonly (string Name, int FirstTestYear)[] Panels = [("health-vn", 2008), ("tourism", 2006)];

    [SkippableFact]
    [Trait("Category", "siege")]
    public void They_come_from_the_panels()
    {
        var folder = Path.Combine(TestMachine.RepositoryRoot, "..", "shared", "data", "backtest");
        Skip.IfNot(Directory.Exists(folder), "The panels are no part of the repository.");
        var estimated = PriorErrors.Create([.. Panels.Select(panel => FirstYearErrors.Replay(
            PanelFile.Read(Path.Combine(folder, $"{panel.Name}.csv.gz")), panel.FirstTestYear, CancellationToken.None))]).ToJson();
        if (Environment.GetEnvironmentVariable("WRITE_DOCS") == "1")
        {
            File.WriteAllText(
                Path.Combine(TestMachine.RepositoryRoot, "analytics", "forecasting", "Intervals", "prior-errors.json"), estimated + "\n");
        }
        else
        {
            Assert.Equal(PriorErrors.Shipped.ToJson(), estimated);
        }
    }

    [Theory]
    [InlineData(ErrorKind.Leaf)]
    [InlineData(ErrorKind.Parent)]
    internal void Each_size_gets_all_quantiles(ErrorKind kind)
    {
        PastError[] own =
            [.. Enumerable.Range(0, 200).Select(i => new PastError(2020, 4, kind, 0.1 + (0.01 * i), i % 2 == 0 ? 0.2 : -0.2))];
        var errors = PriorErrors.Shipped.Errors(own).Where(error => error.Kind == kind && error.K == 4).ToArray();
        Assert.InRange(errors.Length, own.Length, 2 * own.Length);
        foreach (var half in errors.GroupBy(error => error.UsualError > 1.1))
        {
            Assert.InRange(half.Count(error => error.Error < 0), half.Count() * 0.35, half.Count() * 0.65);
            Assert.Equal(39, half.Select(error => Math.Round(error.Relative, 6)).Distinct().Count());
        }
    }
}
