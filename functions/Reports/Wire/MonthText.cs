using System.Globalization;
using System.Text.RegularExpressions;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Runtime;
using YouthFunctions.Calls.Texts;

namespace YouthFunctions.Reports.Wire;

/// <summary>What a text says about a month.</summary>
public enum MonthTextKind
{
    /// <summary>Nothing that is known.</summary>
    NoMonth,

    /// <summary>One month.</summary>
    Month,

    /// <summary>One of two months, and nothing tells which.</summary>
    Ambiguous,

    /// <summary>A day in the middle of a month, or a time of day.</summary>
    Day,

    /// <summary>A month of a year with two digits.</summary>
    ShortYear,

    /// <summary>The number by which spreadsheets keep a day.</summary>
    DateNumber,
}

/// <summary>
/// Reads a month as people and programs write it: <c>2024-05</c>, <c>5/2024</c>, <c>T5/2024</c>, <c>Tháng 5 năm 2024</c>,
/// <c>202405</c>, <c>May 2024</c>, and the first or the last day of a month, which many forms put for it. Only what has one
/// meaning is taken: <c>01/05/2024</c> begins May for some and is a day in January for others.
/// </summary>
public static partial class MonthText
{
    private const int MaxLength = 60;

    private static readonly string[] English =
        ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

    // As programs in Vietnamese write them; the twelfth month of the lunar year ("chạp") is none of these.
    private static readonly Dictionary<string, int> Vietnamese = new()
    {
        ["mot"] = 1,
        ["gieng"] = 1,
        ["hai"] = 2,
        ["ba"] = 3,
        ["tu"] = 4,
        ["bon"] = 4,
        ["nam"] = 5,
        ["sau"] = 6,
        ["bay"] = 7,
        ["tam"] = 8,
        ["chin"] = 9,
        ["muoi"] = 10,
        ["muoi mot"] = 11,
        ["muoi hai"] = 12,
    };

    /// <summary>How a text can be read.</summary>
    public static MonthReading Parse(string text)
    {
        if (text.Length > MaxLength)
            return default;
        var folded = FoldedText.Fold(text);
        return ParseMonth(folded) ?? ParseWords(folded, text) ?? ParseDay(folded) ?? ParseShortYear(folded) ?? ParseDateNumber(folded)
            ?? default;
    }

    /// <summary>The month; null when the text has not exactly one meaning, which <paramref name="faults"/> then say.</summary>
    public static Month? Read(Submitted<string> sent, List<Fault> faults)
    {
        var reading = Parse(sent.Value);
        if (reading.Kind == MonthTextKind.Month)
            return reading.Month;
        faults.Add(Fault(sent, reading));
        return null;
    }

    /// <summary>Reads a month; false when the text has not exactly one meaning.</summary>
    public static bool TryParse(string? text, out Month month)
    {
        var reading = Parse(text ?? "");
        month = reading.Month;
        return reading.Kind == MonthTextKind.Month;
    }

    private static Fault Fault(Submitted<string> sent, MonthReading reading)
    {
        var text = sent.Value.Length <= MaxLength ? sent.Value.Trim() : sent.Value[..MaxLength].Trim() + "…";
        return reading.Kind switch
        {
            MonthTextKind.Ambiguous => new(sent.Pointer, "period.ambiguous", new(
                $"“{text}” có thể là tháng {reading.Month} hoặc tháng {reading.Other}; hãy viết dạng 2024-05.",
                $"'{text}' can be {reading.Month} or {reading.Other}; write it like 2024-05.")),
            MonthTextKind.Day => new(sent.Pointer, "period.day", new(
                $"“{text}” là một ngày, không phải một tháng; hãy viết dạng 2024-05.",
                $"'{text}' is a day, not a month; write the month like 2024-05.")),
            MonthTextKind.ShortYear => new(sent.Pointer, "period.malformed", new(
                $"“{text}”: năm cần đủ bốn chữ số, như 2024-05.", $"'{text}': the year needs four digits, like 2024-05.")),
            MonthTextKind.DateNumber => new(sent.Pointer, "period.malformed", new(
                $"“{text}” trông như số ngày của bảng tính mà ô không có định dạng ngày; hãy định dạng ô là ngày hoặc viết 2024-05.",
                $"'{text}' looks like a spreadsheet's number of a day in a cell without a date format; format it as a date or write "
                    + "2024-05.")),
            _ => ReportFaults.PeriodMalformed(sent.Pointer),
        };
    }

    private static MonthReading? ParseMonth(string text)
    {
        if (MonthYear().Match(text) is { Success: true } monthFirst)
            return CreateReading(Number(monthFirst, "y"), Number(monthFirst, "m"));
        if (YearMonth().Match(text) is { Success: true } yearFirst)
        {
            // A number 2024.10 is kept and shown as 2024.1.
            return yearFirst.Groups["s"].Value is "." or "," && yearFirst.Groups["t"].Length == 0 && yearFirst.Groups["m"].Value == "1"
                ? CreateAmbiguous(Number(yearFirst, "y"), 1, 10)
                : CreateReading(Number(yearFirst, "y"), Number(yearFirst, "m"));
        }

        if (SixDigits().IsMatch(text))
            return CreateReading(Number(text[..4]), Number(text[4..])) ?? CreateReading(Number(text[2..]), Number(text[..2]));
        return null;
    }

    private static MonthReading? ParseWords(string folded, string text)
    {
        if (EnglishMonth().Match(folded) is { Success: true } english && EnglishNumber(english.Groups["w"].Value) is { } month)
            return CreateReading(Number(english, "y"), month);
        if (VietnameseMonth().Match(folded) is not { Success: true } vietnamese
            || !Vietnamese.TryGetValue(vietnamese.Groups["w"].Value, out var number))
            return null;

        // "Tháng năm 2024" is also a line whose month nobody filled in ("tháng … năm 2024"); programs write "Năm" for May.
        var isMay = number != 5 || vietnamese.Groups["n"].Length > 0 || text.Normalize().Contains("Năm", StringComparison.Ordinal);
        return isMay ? CreateReading(Number(vietnamese, "y"), number) : null;
    }

    private static MonthReading? ParseDay(string folded)
    {
        var time = TimeOfDay().Match(folded);
        var text = time.Success ? folded[..time.Index] : folded;
        var days = Days(text).Distinct().ToArray();
        if (days.Length == 0)
            return null;
        if (days.Length == 2)
            return days.Any(IsMonthBoundary)
                ? new(MonthTextKind.Ambiguous, Month.Containing(days[0]), Month.Containing(days[1]))
                : new(MonthTextKind.Day);
        var day = days[0];
        if (!time.Success)
            return IsMonthBoundary(day) ? new(MonthTextKind.Month, Month.Containing(day)) : new(MonthTextKind.Day);
        return ParseInstant(day, time);
    }

    private static MonthReading? ParseInstant(DateOnly day, Match time)
    {
        var (hour, minute) = (Number(time, "h"), Number(time, "i"));
        var second = time.Groups["c"].Success ? Number(time, "c") : 0;
        hour = time.Groups["a"].Value switch { "am" when hour == 12 => 0, "pm" when hour < 12 => hour + 12, _ => hour };
        if (hour > 23 || minute > 59 || second > 59)
            return null;
        var written = day.ToDateTime(new TimeOnly(hour, minute, second));
        if (Offset(time.Groups["o"].Value) is { } offset && day.Year is > 1900 and < 9998)
        {
            // Midnight of 1 May in Viet Nam is 30 April in UTC: programs that keep instants move days and months.
            var local = LocalTime.DayAt(new DateTimeOffset(written, offset));
            if (Month.Containing(local) != Month.Containing(day))
                return new(MonthTextKind.Ambiguous, Month.Containing(day), Month.Containing(local));
        }

        var isWholeDay = written.TimeOfDay == TimeSpan.Zero || (hour == 23 && minute == 59);
        return IsMonthBoundary(day) && isWholeDay ? new(MonthTextKind.Month, Month.Containing(day)) : new(MonthTextKind.Day);
    }

    private static IEnumerable<DateOnly> Days(string text)
    {
        (int Year, int Month, int Day)[] readings = [];
        if (YearMonthDay().Match(text) is { Success: true } iso)
            readings = [(Number(iso, "y"), Number(iso, "m"), Number(iso, "d"))];
        else if (DayMonthYear().Match(text) is { Success: true } written)
            readings = [(Number(written, "y"), Number(written, "b"), Number(written, "a")),
                (Number(written, "y"), Number(written, "a"), Number(written, "b"))];
        else if (EightDigits().IsMatch(text))
            readings = [(Number(text[..4]), Number(text[4..6]), Number(text[6..])),
                (Number(text[4..]), Number(text[2..4]), Number(text[..2])), (Number(text[4..]), Number(text[..2]), Number(text[2..4]))];
        else if (EnglishDay().Match(text) is { Success: true } english && EnglishNumber(english.Groups["w"].Value) is { } month)
            readings = [(Number(english, "y"), month, Number(english, "d"))];
        return readings.Where(reading => IsYear(reading.Year) && reading.Month is >= 1 and <= 12
            && reading.Day >= 1 && reading.Day <= DateTime.DaysInMonth(reading.Year, reading.Month))
            .Select(reading => new DateOnly(reading.Year, reading.Month, reading.Day));
    }

    private static MonthReading? ParseShortYear(string text) => ShortYear().IsMatch(text) ? new(MonthTextKind.ShortYear) : null;

    // From 1954 to 2119 in either date system.
    private static MonthReading? ParseDateNumber(string text) =>
        FiveDigits().IsMatch(text) && Number(text[..5]) is >= 20000 and <= 80000 ? new(MonthTextKind.DateNumber) : null;

    private static MonthReading? CreateReading(int year, int month) =>
        IsYear(year) && month is >= 1 and <= 12 ? new(MonthTextKind.Month, new Month(year, month)) : null;

    private static MonthReading? CreateAmbiguous(int year, int month, int other) =>
        IsYear(year) ? new(MonthTextKind.Ambiguous, new Month(year, month), new Month(year, other)) : null;

    private static bool IsYear(int year) => year is >= 1900 and <= 9998;

    private static bool IsMonthBoundary(DateOnly day) => day.Day == 1 || day.Day == DateTime.DaysInMonth(day.Year, day.Month);

    private static int? EnglishNumber(string word)
    {
        var index = Array.FindIndex(English, name => name == word || name[..3] == word || (word == "sept" && name == "september"));
        return index < 0 ? null : index + 1;
    }

    private static TimeSpan? Offset(string text)
    {
        if (text.Length == 0)
            return null;
        if (text == "z")
            return TimeSpan.Zero;
        var digits = text[1..].Replace(":", "", StringComparison.Ordinal);
        var minutes = (Number(digits[..2]) * 60) + (digits.Length > 2 ? Number(digits[2..]) : 0);
        return minutes <= 14 * 60 ? TimeSpan.FromMinutes(text[0] == '-' ? -minutes : minutes) : null;
    }

    private static int Number(Match match, string group) => Number(match.Groups[group].Value);

    private static int Number(string digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?:(?:thang|thg|t)\.? ?)?(?<m>[0-9]{1,2})(?: ?[-/.,] ?| )(?:nam )?(?<y>[0-9]{4})$")]
    private static partial Regex MonthYear();

    [GeneratedRegex(@"^(?:nam )?(?<y>[0-9]{4})(?<s> ?[-/.,] ?| ?(?=t|m))(?<t>thang ?|thg\.? ?|t\.? ?|m)?(?<m>[0-9]{1,2})$")]
    private static partial Regex YearMonth();

    [GeneratedRegex("^[0-9]{6}$")]
    private static partial Regex SixDigits();

    [GeneratedRegex("^[0-9]{8}$")]
    private static partial Regex EightDigits();

    [GeneratedRegex(@"^[0-9]{5}([.,][0-9]+)?$")]
    private static partial Regex FiveDigits();

    [GeneratedRegex(@"^(?:(?<w>[a-z]{3,9})\.?(?:, ?| ?[-/] ?| )(?<y>[0-9]{4})|(?<y>[0-9]{4})(?: ?[-/] ?| )(?<w>[a-z]{3,9}))$")]
    private static partial Regex EnglishMonth();

    [GeneratedRegex(@"^(?:(?<d>[0-9]{1,2})(?: ?[-/] ?| )(?<w>[a-z]{3,9})\.?(?:, ?| ?[-/] ?| )(?<y>[0-9]{4})|(?<w>[a-z]{3,9})\.? "
        + @"(?<d>[0-9]{1,2}),? (?<y>[0-9]{4}))$")]
    private static partial Regex EnglishDay();

    [GeneratedRegex(@"^thang (?<w>muoi mot|muoi hai|[a-z]+)(?: ?[-/,] ?| )(?<n>nam )?(?<y>[0-9]{4})$")]
    private static partial Regex VietnameseMonth();

    [GeneratedRegex(@"^(?<y>[0-9]{4})(?<s>[-/.])(?<m>[0-9]{1,2})\k<s>(?<d>[0-9]{1,2})$")]
    private static partial Regex YearMonthDay();

    [GeneratedRegex(@"^(?:ngay )?(?<a>[0-9]{1,2})(?<s>[-/.])(?<b>[0-9]{1,2})\k<s>(?<y>[0-9]{4})$")]
    private static partial Regex DayMonthYear();

    [GeneratedRegex(@"^(?:(?:thang|thg|t)\.? ?)?(?:[0-9]{1,2} ?[-/. ] ?)?(?:[0-9]{1,2}|[a-z]{3,9}) ?[-/. ] ?(?:nam )?'?[0-9]{2}$")]
    private static partial Regex ShortYear();

    [GeneratedRegex(@"(?:t| )(?<h>[0-9]{1,2}):(?<i>[0-9]{2})(?::(?<c>[0-9]{2})(?:\.[0-9]+)?)?(?: ?(?<a>am|pm))? ?(?<o>z|[+-][0-9]{2}"
        + @"(?::?[0-9]{2})?)?$")]
    private static partial Regex TimeOfDay();
}
