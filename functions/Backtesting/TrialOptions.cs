using System.CommandLine;

namespace YouthFunctions.Backtesting;

/// <summary>Options that the commands on somebody's own data share.</summary>
internal static class TrialOptions
{
    /// <summary><c>--data</c>: the file of past values.</summary>
    public static Option<string> CreateData() => new("--data")
    {
        Description = "CSV (or .gz): series_id, h1..h4, indicator, year, month, value",
        Required = true,
    };

    /// <summary><c>--seed</c>, 1 unless said.</summary>
    public static Option<int> CreateSeed() =>
        new("--seed") { Description = "Everything random derives from it", DefaultValueFactory = _ => 1 };
}
