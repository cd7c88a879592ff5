using System.Text.Json;
using Azure.Data.Tables;
using CsCheck;
using YouthFunctions.Backups;

namespace YouthFunctions.Tests.Backups;

/// <summary>A row keeps every value and its type on its way through a line.</summary>
public sealed class TableLineTests
{
    private static readonly Gen<object> Value = Gen.OneOf(
        Gen.String.Select(text => (object)text), Gen.Bool.Select(flag => (object)flag), Gen.Int.Select(number => (object)number),
        Gen.Long.Select(number => (object)number), Gen.Double.Select(number => (object)number), Gen.Guid.Select(id => (object)id),
        Gen.DateTimeOffset.Select(instant => (object)instant.ToUniversalTime()), Gen.Byte.Array.Select(bytes => (object)bytes));

    [Fact]
    public void Values_and_types_are_kept() =>
        Gen.Dictionary(Gen.String[Gen.Char.AlphaNumeric, 1, 8].Select(name => "p" + name), Value).Sample(values =>
        {
            var row = new TableEntity("a|2024", "c|01\n\"x\"");
            foreach (var (name, value) in values)
                row[name] = value;
            var line = TableLine.Write(row);
            Assert.Equal(line.Length - 1, Array.IndexOf(line, (byte)'\n')); // one line, whatever is in it
            var read = TableLine.Read(line);
            Assert.Equal((row.PartitionKey, row.RowKey), (read.PartitionKey, read.RowKey));
            foreach (var (name, value) in values)
            {
                Assert.Equal(value.GetType(), read[name].GetType());
                Assert.Equal(value, read[name]);
            }
        });

    [Fact]
    public void What_the_service_sets_itself_is_left_out() =>
        Assert.Equal(
            """{"PartitionKey":"p","RowKey":"r","A":"x"}""" + "\n",
            System.Text.Encoding.UTF8.GetString(TableLine.Write(new TableEntity("p", "r")
            {
                ["A"] = "x",
                ["B"] = null,
                Timestamp = DateTimeOffset.UnixEpoch,
                ETag = new("W/\"1\""),
            })));

    [Theory]
    [InlineData("""{"PartitionKey":"p"}""")]
    [InlineData("""{"PartitionKey":"p","RowKey":"r","A":[1]}""")]
    [InlineData("""{"PartitionKey":"p","RowKey":"r","A@odata.type":"Edm.Decimal","A":"1"}""")]
    public void A_line_that_is_no_row_is_refused(string line) =>
        Assert.Throws<JsonException>(() => TableLine.Read(System.Text.Encoding.UTF8.GetBytes(line)));
}
