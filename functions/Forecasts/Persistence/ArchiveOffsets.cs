using System.Globalization;
using System.Text;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Rollups.Persistence;

namespace YouthFunctions.Forecasts.Persistence;

/// <summary>Where the block of each province begins in a file of the archive; blocks follow each other without a gap.</summary>
public sealed class ArchiveOffsets
{
    // A blob takes 8 KiB of metadata, names and the hash of the trees in it.
    private const int MostLetters = 7 * 1024;

    private const string Nothing = "none";

    private readonly (string Province, long Bytes)[] _blocks;

    private ArchiveOffsets((string Province, long Bytes)[] blocks) => _blocks = blocks;

    /// <summary>Those of an empty file.</summary>
    public static ArchiveOffsets None { get; } = new([]);

    /// <summary>The bytes of all blocks.</summary>
    public long Length => _blocks.Sum(block => block.Bytes);

    /// <summary>Those of the file with one more block.</summary>
    public ArchiveOffsets Then(UnitCode province, long bytes) => new([.. _blocks, (province.ToString(), bytes)]);

    /// <summary>Those of the file with the blocks of another behind it; null when that one's are not known.</summary>
    public ArchiveOffsets? Then(ArchiveOffsets? other) => other is null ? null : new([.. _blocks, .. other._blocks]);

    /// <summary>The bytes that hold some provinces, in the order of the file; blocks that follow each other are one piece.</summary>
    public IReadOnlyList<(long From, long Length)> PiecesOf(ProvinceRange range)
    {
        var (pieces, from) = (new List<(long From, long Length)>(), 0L);
        foreach (var (province, bytes) in _blocks)
        {
            if (range.Contains(UnitCode.Parse(province)))
            {
                if (pieces.Count > 0 && pieces[^1].From + pieces[^1].Length == from)
                    pieces[^1] = (pieces[^1].From, pieces[^1].Length + bytes);
                else
                    pieces.Add((from, bytes));
            }

            from += bytes;
        }

        return pieces;
    }

    /// <summary>As text: each block's province and bytes, such as <c>VN:3f2 01:1a2b3c</c> with bytes in hexadecimal; null when it is
    /// longer than a blob takes.</summary>
    public string? TryWrite()
    {
        var text = new StringBuilder();
        foreach (var (province, bytes) in _blocks)
            text.Append(CultureInfo.InvariantCulture, $"{(text.Length == 0 ? "" : " ")}{province}:{bytes:x}");
        return text.Length switch
        {
            0 => Nothing,
            <= MostLetters => text.ToString(),
            _ => null,
        };
    }

    /// <summary>Reads what <see cref="TryWrite"/> wrote; null when it is nothing of the kind.</summary>
    public static ArchiveOffsets? Read(string text)
    {
        if (text == Nothing)
            return None;
        var blocks = new List<(string, long)>();
        foreach (var block in text.Split(' '))
        {
            if (block.Split(':') is not [var province, var bytes] || !UnitCode.TryParse(province, out _)
                || !long.TryParse(bytes, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var length) || length < 0)
                return null;
            blocks.Add((province, length));
        }

        return new ArchiveOffsets([.. blocks]);
    }
}
