namespace YouthFunctions.Reports.Wire;

/// <summary>How numbers are written in text, as far as the sender states it or other cells show it.</summary>
[Flags]
public enum NumberStyle
{
    /// <summary>Nothing tells.</summary>
    Unknown = 0,

    /// <summary><c>1.234,5</c>.</summary>
    Vietnamese = 1,

    /// <summary><c>1,234.5</c>.</summary>
    English = 2,

    /// <summary>Some say the one and some the other, which tells as little as nothing.</summary>
    Both = Vietnamese | English,
}
