using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;
using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Storage;

namespace YouthFunctions.Rollups.Persistence;

/// <summary>
/// A unit's year as one packed property: by indicator, twelve cells. A cell is [amount, its denominator, year to date, its denominator,
/// expected, reported, on time], where there are such the silent months caught up with, and where values await confirmation (then those
/// months stand, be they 0) [.., the doubted part, its denominator, of the year to date, its denominator, how many values]; an empty
/// cell is [].
/// </summary>
internal static class PackedRollup
{
    private const int Least = 7, WithSilentMonths = 8, WithDoubt = 13;

    /// <summary>A rollup as a row has it.</summary>
    public static byte[] Pack(Rollup rollup) => Packing.Pack<Rollup>(json =>
    {
        json.WriteStartObject();
        foreach (var indicator in rollup.Indicators.Order())
        {
            json.WriteStartArray(indicator.ToString());
            foreach (var cell in rollup.Months(indicator))
                Write(json, cell);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    });

    /// <summary>Reads what <see cref="Pack"/> wrote: number by number, because a country has some seventy million of them a year.</summary>
    /// <exception cref="JsonException">The bytes hold something else.</exception>
    public static Rollup Unpack(byte[] packed) => Packing.Unpack(packed, Read);

    private static Rollup Read(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        var rollup = new Dictionary<IndicatorCode, ImmutableArray<RollupCell>>();
        var numbers = new decimal?[WithDoubt];
        Expect(ref reader, JsonTokenType.StartObject);
        while (Next(ref reader) == JsonTokenType.PropertyName)
        {
            var indicator = IndicatorCode.Parse(reader.GetString());
            var cells = new RollupCell[12];
            Expect(ref reader, JsonTokenType.StartArray);
            foreach (ref var cell in cells.AsSpan())
                cell = ReadCell(ref reader, numbers);
            Expect(ref reader, JsonTokenType.EndArray);
            rollup[indicator] = ImmutableCollectionsMarshal.AsImmutableArray(cells);
        }

        return reader.TokenType == JsonTokenType.EndObject && !reader.Read() ? Rollup.FromCells(rollup) : throw Damage();
    }

    private static RollupCell ReadCell(ref Utf8JsonReader reader, decimal?[] numbers)
    {
        var count = 0;
        Expect(ref reader, JsonTokenType.StartArray);
        for (var token = Next(ref reader); token != JsonTokenType.EndArray; token = Next(ref reader), count++)
        {
            if (token is not (JsonTokenType.Number or JsonTokenType.Null))
                throw Damage();
            if (count < WithDoubt) // a later version may add some
                numbers[count] = token == JsonTokenType.Null ? null : reader.GetDecimal();
        }

        if (count is > 0 and < Least)
            throw Damage();
        return count == 0 ? RollupCell.Empty : ToCell(numbers.AsSpan(0, Math.Min(count, WithDoubt)));
    }

    private static RollupCell ToCell(ReadOnlySpan<decimal?> numbers)
    {
        var cell = new RollupCell(
            ToMeasure(numbers[0], numbers[1]), ToMeasure(numbers[2], numbers[3]),
            (int)(numbers[4] ?? 0), (int)(numbers[5] ?? 0), (int)(numbers[6] ?? 0))
        { SilentMonthsCaughtUp = numbers.Length >= WithSilentMonths ? (int)(numbers[7] ?? 0) : 0 };
        return numbers.Length < WithDoubt ? cell : cell with
        {
            Doubted = ToMeasure(numbers[8], numbers[9]),
            DoubtedToDate = ToMeasure(numbers[10], numbers[11]),
            DoubtedValues = (int)(numbers[12] ?? 0),
        };
    }

    private static void Write(Utf8JsonWriter json, RollupCell cell)
    {
        var hasDoubt = cell.DoubtedValues > 0 || cell.Doubted.IsKnown || cell.DoubtedToDate.IsKnown;
        json.WriteStartArray();
        if (cell != RollupCell.Empty)
        {
            Write(json, cell.Amount);
            Write(json, cell.YearToDate);
            json.WriteNumberValue(cell.Expected);
            json.WriteNumberValue(cell.Reported);
            json.WriteNumberValue(cell.OnTime);
            if (hasDoubt || cell.SilentMonthsCaughtUp > 0)
                json.WriteNumberValue(cell.SilentMonthsCaughtUp);
            if (hasDoubt)
            {
                Write(json, cell.Doubted);
                Write(json, cell.DoubtedToDate);
                json.WriteNumberValue(cell.DoubtedValues);
            }
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, Measure measure)
    {
        Write(json, measure.IsKnown ? measure.Numerator : null);
        Write(json, measure.Denominator);
    }

    private static void Write(Utf8JsonWriter json, decimal? number)
    {
        if (number is { } known)
            json.WriteNumberValue(known);
        else
            json.WriteNullValue();
    }

    private static Measure ToMeasure(decimal? numerator, decimal? denominator) => (numerator, denominator) switch
    {
        (null, _) => Measure.Unknown,
        ({ } amount, null) => Measure.Amount(amount),
        ({ } part, { } whole) => Measure.Ratio(part, whole),
    };

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType token)
    {
        if (Next(ref reader) != token)
            throw Damage();
    }

    private static JsonTokenType Next(ref Utf8JsonReader reader) => reader.Read() ? reader.TokenType : throw Damage();

    private static JsonException Damage() => new("No packed rollup.");
}
