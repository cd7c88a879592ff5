using System.Globalization;
using System.IO.Compression;
using System.Text;
using Sylvan.Data.Csv;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Forecasting.Panel;

namespace YouthFunctions.Backtesting;

/// <summary>Reads a panel from a CSV file, plain or gzipped: <c>series_id, h1..h4, indicator, year, month, value</c>.</summary>
public static class PanelFile
{
    private static readonly string[] Labels = ["h1", "h2", "h3", "h4"];
    private static readonly string[] Unknown = ["", "NA", "NaN"];

    /// <summary>Reads a file; one that starts like gzip is unpacked whatever its name.</summary>
    /// <exception cref="PanelFileException">The file is not such a panel; the message names the line.</exception>
    public static ForecastPanel Read(string path)
    {
        using var file = File.OpenRead(path);
        var packed = file.ReadByte() == 0x1f && file.ReadByte() == 0x8b;
        file.Position = 0;
        using Stream stream = packed ? new GZipStream(file, CompressionMode.Decompress) : file;
        try
        {
            return Read(stream);
        }
        catch (InvalidDataException error)
        {
            throw new PanelFileException(1, $"the file cannot be unpacked: {error.Message}");
        }
    }

    /// <inheritdoc cref="Read(string)"/>
    public static ForecastPanel Read(Stream stream)
    {
        using var text = new StreamReader(stream, new UTF8Encoding(false, throwOnInvalidBytes: false));
        var line = 1L;
        try
        {
            using var csv = CsvDataReader.Create(text, new CsvDataReaderOptions { Delimiter = ',', HasHeaders = true });
            var columns = new PanelColumns(csv);
            var series = new Dictionary<(string Id, string Indicator), SeriesBuilder>();
            while (csv.Read())
            {
                line = csv.RowNumber + 1;
                if (csv.RowFieldCount == 1 && csv.GetString(0).Length == 0)
                    continue;
                AddLine(csv, columns, line, series);
            }

            return series.Count == 0
                ? throw new PanelFileException(line, "the file has no data")
                : new ForecastPanel(series.Select(pair => pair.Value.ToSeries(pair.Key.Id, pair.Key.Indicator)));
        }
        catch (CsvFormatException error)
        {
            throw new PanelFileException(error.RowNumber + 1, error.Message.TrimEnd('.'));
        }
    }

    private static void AddLine(
        CsvDataReader csv, PanelColumns columns, long line, Dictionary<(string Id, string Indicator), SeriesBuilder> series)
    {
        string Field(int column) => column < csv.RowFieldCount
            ? csv.GetString(column).Trim().Normalize(NormalizationForm.FormC)
            : throw new PanelFileException(line, $"has {csv.RowFieldCount} fields and needs {columns.MinFieldCount}");
        int Whole(int column, int low, int high, string name) =>
            int.TryParse(Field(column), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= low && number <= high
                ? number : throw new PanelFileException(line, $"{name} '{Field(column)}' is not a whole number from {low} to {high}");

        var id = Field(columns.SeriesId);
        if (id.Length == 0)
            throw new PanelFileException(line, "series_id is empty");
        var month = new Month(Whole(columns.Year, 1900, 9997, "year"), Whole(columns.Month, 1, 12, "month"));
        double? value = null;
        var written = Field(columns.Value);
        if (!Unknown.Contains(written))
        {
            value = double.TryParse(written, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
                && number >= 0
                ? number : throw new PanelFileException(line, $"value '{written}' is not a number of zero or more");
        }

        string[] labels = [.. columns.Labels.Select(Field).Where(label => label.Length > 0)];
        var key = (id, Field(columns.Indicator));
        if (!series.TryGetValue(key, out var lines))
            series[key] = lines = new SeriesBuilder(labels);
        lines.Add(line, labels, month, value);
    }

    private readonly struct PanelColumns
    {
        public PanelColumns(CsvDataReader csv)
        {
            int Find(string name)
            {
                for (var i = 0; i < csv.FieldCount; i++)
                {
                    if (string.Equals(csv.GetName(i).Trim('\uFEFF', ' '), name, StringComparison.OrdinalIgnoreCase))
                        return i;
                }

                return -1;
            }

            int Need(string name) =>
                Find(name) is >= 0 and var found ? found : throw new PanelFileException(1, $"the header has no column '{name}'");

            SeriesId = Need("series_id");
            Indicator = Need("indicator");
            Year = Need("year");
            Month = Need("month");
            Value = Need("value");
            Labels = [.. PanelFile.Labels.Select(Find).Where(column => column >= 0)];
            MinFieldCount = 1 + Labels.Concat([SeriesId, Indicator, Year, Month, Value]).Max();
        }

        public int SeriesId { get; }

        public int Indicator { get; }

        public int Year { get; }

        public int Month { get; }

        public int Value { get; }

        public int[] Labels { get; }

        public int MinFieldCount { get; }
    }
}
