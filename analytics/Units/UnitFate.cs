namespace YouthFunctions.Analytics.Units;

/// <summary>What a reorganisation did to a unit. Each unit of either tree has one fate.</summary>
public enum UnitFate
{
    /// <summary>It goes on as one, under the same name, code and unit above.</summary>
    Unchanged,

    /// <summary>It goes on as one, with another name or code.</summary>
    Renamed,

    /// <summary>It goes on as one, under a unit that did not take over from the one above it before.</summary>
    Moved,

    /// <summary>Of before: it went, whole, into a unit that takes over from others as well. Of after: it takes over from several.</summary>
    Merged,

    /// <summary>Of before: several take over from it. Of after: it takes over from one that has other heirs as well.</summary>
    Divided,

    /// <summary>Of after: it takes over from nobody.</summary>
    New,

    /// <summary>Of before: nobody takes over from it.</summary>
    Gone,

    /// <summary>Of before: its level is gone, and what it did goes where the units below it went.</summary>
    Dissolved,
}
