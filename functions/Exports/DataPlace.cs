using System.Globalization;

namespace YouthFunctions.Exports;

/// <summary>The place of a row in a snapshot, whose files never change: the number of its file among those that a query reads, and of the
/// row in it.</summary>
/// <param name="File">From 0.</param>
/// <param name="Row">From 1.</param>
internal sealed record DataPlace(int File, long Row)
{
    /// <summary>Reads a place.</summary>
    public static bool TryParse(string? text, out DataPlace? place)
    {
        place = null;
        if (text is null)
            return true;
        var parts = text.Split('.');
        if (parts.Length == 2 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var file)
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var row))
            place = new DataPlace(file, row);
        return place is not null;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{File}.{Row}");
}
