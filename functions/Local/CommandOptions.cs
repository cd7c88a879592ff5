using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Net;

namespace YouthFunctions.Local;

/// <summary>The options that several commands of this machine take.</summary>
public static class CommandOptions
{
    /// <summary>The day that the run takes for today.</summary>
    public static Option<DateOnly?> AsOf { get; } = new("--as-of")
    {
        Description = "The day to take for today, yyyy-MM-dd.",
        CustomParser = ReadToday,
    };

    /// <summary>Where data and keys are kept.</summary>
    public static Option<DirectoryInfo?> Folder { get; } = new("--folder")
    {
        Description = "Where data and keys are kept; .local of this working copy when left out.",
    };

    /// <summary>The folder of another organisation's files; every command takes it.</summary>
    public static Option<DirectoryInfo?> Organisation { get; } = new("--organisation")
    {
        Description = "A folder with the files of another organisation than the shipped one (docs/another-organisation.md).",
        Recursive = true,
    };

    /// <summary>Where the run listens on this machine.</summary>
    public static Option<int> Port { get; } = new("--port")
    {
        Description = "Where the run listens on this machine.",
        DefaultValueFactory = _ => 7071,
        CustomParser = ReadPort,
    };

    /// <summary>A day as <c>yyyy-MM-dd</c>.</summary>
    public static DateOnly? ReadDay(ArgumentResult result)
    {
        if (DateOnly.TryParseExact(
            result.Tokens.Single().Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        result.AddError($"'{result.Tokens.Single().Value}' is not a day; write it as 2024-09-15.");
        return null;
    }

    // Rows made on another day would be dated so that storage or a calendar cannot hold the month before or after.
    private static DateOnly? ReadToday(ArgumentResult result)
    {
        var day = ReadDay(result);
        if (day?.Year is < 2000 or > 2199)
            result.AddError($"'{day:yyyy-MM-dd}' cannot be taken for today; a day from 2000 to 2199 can.");
        return day;
    }

    /// <summary>A port.</summary>
    public static int ReadPort(ArgumentResult result)
    {
        var text = result.Tokens.Single().Value;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= IPEndPoint.MaxPort)
            return port;
        result.AddError($"'{text}' is not a port; ports are numbers up to {IPEndPoint.MaxPort}, and 0 takes any that is free.");
        return default;
    }
}
