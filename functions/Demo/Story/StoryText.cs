using System.Globalization;
using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Demo.Simulation;

namespace YouthFunctions.Demo.Story;

/// <summary>The story of the demo in words, a sentence a line, in both languages.</summary>
public static class StoryText
{
    private static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi-VN");
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    /// <summary>The sentences.</summary>
    /// <param name="story">What came of the warnings.</param>
    /// <param name="scenario">What was played.</param>
    /// <param name="until">The last day that was played.</param>
    public static IReadOnlyList<Text> Tell(DemoStory story, Scenario scenario, DateOnly until)
    {
        var sentences = new List<Text>
        {
            new($"Tất cả là mô phỏng (hạt giống {scenario.Seed}). Đã chạy đến ngày {Day(until, Vietnamese)}; phần còn lại của năm được "
                + "giấu.",
                $"Everything is simulated (seed {scenario.Seed}). Played to {Day(until, English)}; the rest of the year was hidden."),
        };
        if (story.Told is { Flag: { } flag } told)
        {
            var naive = told.NaiveFlag(story.NaiveThreshold);
            sentences.Add(new(
                $"{told.Unit.Name}, {told.Indicator.Name.Vietnamese}: bị báo “khó đạt” ngày {Day(flag.Day, Vietnamese)}, khi khả năng "
                + $"đạt là {Percent(flag.Probability, Vietnamese)}.",
                $"{told.Unit.Name}, {told.Indicator.Name.English}: called lagging on {Day(flag.Day, English)}, at a probability of "
                + $"{Percent(flag.Probability, English)} of being met."));
            sentences.Add(naive is { } later
                ? new(
                    $"Nhịp của năm trước, với cùng số báo động nhầm, báo ngày {Day(later, Vietnamese)} "
                    + $"({Difference(flag.Day, later, Vietnamese)}).",
                    $"Last year's pace, at as many false alarms, told on {Day(later, English)} ({Difference(flag.Day, later, English)}).")
                : new(
                    $"Nhịp của năm trước, với cùng số báo động nhầm, đến {Day(until, Vietnamese)} vẫn chưa báo.",
                    $"Last year's pace, at as many false alarms, had not told by {Day(until, English)}."));
            sentences.Add(new(
                $"Kết cục: {Figure(told, told.End, Vietnamese)} trên chỉ tiêu {Figure(told, told.Target, Vietnamese)} "
                + $"({Percent(told.End / told.Target, Vietnamese)}).",
                $"It ended at {Figure(told, told.End, English)} of {Figure(told, told.Target, English)} "
                + $"({Percent(told.End / told.Target, English)})."));
        }

        var (warned, missed, met) = (story.Warned.Count, story.Missed.Count, story.Targets.Count - story.Missed.Count);
        var held = story.Targets.Where(target => target.WasHeld is not null).ToArray();
        sentences.Add(new(
            $"{Number(warned, Vietnamese)} cảnh báo, {Number(story.CameTrue, Vietnamese)} đúng "
            + $"({Share(story.CameTrue, warned, Vietnamese)}); báo động nhầm {Share(warned - story.CameTrue, met, Vietnamese)} của "
            + $"{Number(met, Vietnamese)} chỉ tiêu đạt.",
            $"{Number(warned, English)} warnings, {Number(story.CameTrue, English)} came true ({Share(story.CameTrue, warned, English)}); "
            + $"false alarms for {Share(warned - story.CameTrue, met, English)} of the {Number(met, English)} targets that were met."));
        sentences.Add(new(
            $"{Number(missed, Vietnamese)} chỉ tiêu không đạt; {Number(story.NeverWarned, Vietnamese)} chưa hề được cảnh báo.",
            $"{Number(missed, English)} targets were missed; {Number(story.NeverWarned, English)} of them were never warned of."));
        var kept = held.Count(target => target.WasHeld == true);
        sentences.Add(new(
            $"Khoảng 80% cuối cùng chứa kết cục của {Share(kept, held.Length, Vietnamese)} chỉ tiêu.",
            $"The last 80 % intervals held the end of {Share(kept, held.Length, English)} of the targets."));
        return sentences;
    }

    private static string Day(DateOnly day, CultureInfo culture) =>
        day.ToString(culture == Vietnamese ? "dd/MM/yyyy" : "d MMMM yyyy", culture);

    private static string Difference(DateOnly first, DateOnly second, CultureInfo culture)
    {
        var weeks = (second.DayNumber - first.DayNumber) / 7;
        return culture == Vietnamese
            ? weeks >= 0 ? $"muộn hơn {weeks} tuần" : $"sớm hơn {-weeks} tuần"
            : weeks >= 0 ? $"{weeks} weeks later" : $"{-weeks} weeks earlier";
    }

    private static string Percent(double share, CultureInfo culture) => $"{(share * 100).ToString("0.#", culture)}%";

    private static string Share(int part, int whole, CultureInfo culture) => whole == 0 ? "–" : Percent((double)part / whole, culture);

    private static string Number(int number, CultureInfo culture) => number.ToString("N0", culture);

    private static string Figure(WatchedTarget target, double value, CultureInfo culture) =>
        target.Indicator.Kind == IndicatorKind.Ratio ? Percent(value, culture) : value.ToString("N0", culture);
}
