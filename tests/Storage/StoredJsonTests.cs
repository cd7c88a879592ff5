using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Plan;
using YouthFunctions.Storage;

namespace YouthFunctions.Tests.Storage;

/// <summary>The bytes that are stored, and those that are sent, are what they were: a change of either is seen here, and that of one is
/// not one of the other.</summary>
public sealed class StoredJsonTests
{
    private static readonly string Written = """
        {"unit":"01-001","month":"2024-05","level":"parentReplaces","amount":1234567890123456789.10,"share":0.0000000001,
        "day":"2024-05-31","instant":"2024-05-31T23:59:59+07:00","note":"Đoàn <xã> & \"phường\" +84","by":{"trees-planted":1.50}}
        """.ReplaceLineEndings("");

    private static readonly Sample Document = new(
        UnitCode.Parse("01-001"), new Month(2024, 5), Analytics.Rollups.OverUnits.ParentReplaces, 1234567890123456789.10m, 0.0000000001m,
        new DateOnly(2024, 5, 31), new DateTimeOffset(2024, 5, 31, 23, 59, 59, TimeSpan.FromHours(7)), null,
        "Đoàn <xã> & \"phường\" +84", new Dictionary<IndicatorCode, decimal> { [IndicatorCode.Parse("trees-planted")] = 1.50m });

    [Fact]
    public void Stored_bytes_are_what_they_were() => Assert.Equal(Written, JsonSerializer.Serialize(Document, StoredJson.Options));

    [Fact]
    public void Bytes_on_the_wire_are_what_they_were() => Assert.Equal(Written, JsonSerializer.Serialize(Document, WireJson.Options));

    [Fact]
    public void What_was_stored_is_read_back_whole()
    {
        var read = JsonSerializer.Deserialize<Sample>(Written, StoredJson.Options)!;
        Assert.Equal(Document with { By = read.By }, read);
        Assert.Equal(Document.By, read.By);
    }

    [Fact]
    public void A_packed_document_is_the_stored_json_under_brotli()
    {
        using var brotli = new BrotliStream(new MemoryStream(Packing.Pack(Document)), CompressionMode.Decompress);
        using var reader = new StreamReader(brotli, Encoding.UTF8);
        Assert.Equal(Written, reader.ReadToEnd());
    }

    [Fact]
    public void A_document_whose_parts_have_a_converter_is_packed_as_one()
    {
        var parts = Enumerable.Range(0, 500).Select(number => new Converted(number)).ToArray();
        using var whole = new MemoryStream();
        using (var brotli = new BrotliStream(whole, CompressionLevel.Fastest, leaveOpen: true))
            brotli.Write(JsonSerializer.SerializeToUtf8Bytes(parts, StoredJson.Options));
        Assert.InRange(Packing.Pack(parts).Length, 1, whole.Length * 1.1);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(200_000)] // a hundred times larger than its packed form
    public void A_packed_document_is_read_back_whole_and_half_of_it_is_damaged(int length)
    {
        var packed = Packing.Pack(new string('a', length));
        Assert.Equal(length, Packing.Unpack<string>(packed).Length);
        Assert.Throws<JsonException>(() => Packing.Unpack<string>(packed[..(packed.Length / 2)]));
    }

    [Fact]
    public void What_was_never_packed_is_damaged()
    {
        Assert.Throws<JsonException>(() => Packing.Unpack<string>([]));
        Assert.Throws<JsonException>(() => Packing.Unpack<string>("damaged"u8.ToArray()));
    }

    [Fact]
    public void A_calendar_with_a_reopening_is_stored_as_it_was()
    {
        var calendar = new ReportingCalendar(5, 20, [2024])
        {
            Reopenings = [new Reopening(new Month(2024, 3), UnitCode.Parse("01"), new DateOnly(2025, 3, 12), "lũ", "key-1")],
        };
        Assert.Equal(
            """
            {"dueDay":5,"closeDay":20,"heldOpenYears":[2024],
            "reopenings":[{"month":"2024-03","unit":"01","until":"2025-03-12","reason":"lũ","by":"key-1"}]}
            """.ReplaceLineEndings(""),
            JsonSerializer.Serialize(calendar, StoredJson.Options));
    }

    [JsonConverter(typeof(ConvertedConverter))]
    private sealed record Converted(int Number);

    private sealed class ConvertedConverter : JsonConverter<Converted>
    {
        public override Converted Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, Converted value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, new Dictionary<string, int> { ["number"] = value.Number }, options);
    }

    private sealed record Sample(
        UnitCode Unit, Month Month, Analytics.Rollups.OverUnits Level, decimal Amount, decimal Share, DateOnly Day, DateTimeOffset Instant,
        string? Absent, string Note, Dictionary<IndicatorCode, decimal> By);
}
