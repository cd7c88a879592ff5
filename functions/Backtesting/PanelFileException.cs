namespace YouthFunctions.Backtesting;

/// <summary>A file that is not a panel, with the line that shows it.</summary>
public sealed class PanelFileException(long line, string what) : Exception($"Line {line}: {what}.")
{
    /// <summary>The line, the header being 1.</summary>
    public long Line { get; } = line;
}
