namespace YouthFunctions.Exports.Snapshots;

/// <summary>Which versions of the layout a part of a table is written for.</summary>
[Flags]
public enum LayoutVersions
{
    /// <summary>The country's file that repeats those of its provinces.</summary>
    Former = 1,

    /// <summary>A partition that holds its rows alone.</summary>
    Current = 2,

    /// <summary>A province: its rows are those of both.</summary>
    Both = Former | Current,
}
