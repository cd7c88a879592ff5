using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace YouthFunctions.Local;

/// <summary>The options that several commands of this machine take.</summary>
public static class CommandOptions
{
    /// <summary>The day that the run takes for today.</summary>
    public static Option<DateOnly?> AsOf { get; } = new("--as-of")
    {
        Description = "The day to take for today, yyyy-MM-dd.",
        CustomParser = ReadDay,
    };

    /// <summary>Where data and keys are kept.</summary>
    public static Option<DirectoryInfo?> Folder { get; } = new("--folder")
    {
        Description = "Where data and keys are kept; .local of this working copy when left out.",
    };

    private static DateOnly? ReadDay(ArgumentResult result)
    {
        if (DateOnly.TryParseExact(result.Tokens.Single().Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        result.AddError($"'{result.Tokens.Single().Value}' is not a day; write it as 2024-09-15.");
        return null;
    }
}
