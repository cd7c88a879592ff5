using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Runtime;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Units;

namespace YouthFunctions.Plan.Editing;

/// <summary>Opens a year: makes its plan from that of an earlier one, keeps it as a draft, and publishes it.</summary>
public sealed class YearOpening(PlanStore plans, UnitRegister register, YearHasHistory hasHistory, TimeProvider clock)
{
    private const int MaxSourceLength = 300;
    private const int TargetsAtOnce = 90; // a transaction takes 100 rows

    /// <summary>How a year stands: its draft, whether it has a plan, and the year that a draft would be made of.</summary>
    public async Task<YearOffer> OfferAsync(int year, CancellationToken cancel)
    {
        var stored = await plans.ReadStoredAsync(year, cancel);
        var earlier = (await plans.YearsAsync(cancel)).Where(other => other < year).ToArray();
        return new YearOffer(year, stored.Plan is not null, stored.Draft, earlier.Length > 0 ? earlier[^1] : null);
    }

    /// <summary>Makes or publishes a draft; how the year stands then, or every fault of what was asked. A year that has a plan stays as
    /// it is.</summary>
    /// <param name="offer">How the year stands.</param>
    /// <param name="wanted">What is said of it.</param>
    /// <param name="cancel">Stops the call.</param>
    public async Task<(YearOffer Offer, IReadOnlyList<Fault> Faults)> OpenAsync(
        YearOffer offer, OpenYearRequest wanted, CancellationToken cancel)
    {
        if (offer.HasPlan)
            return (offer, []);
        if (await hasHistory(offer.Year, cancel))
            return (offer, [HasHistory(offer.Year)]);
        var (year, draft) = (offer.Year, offer.Draft);
        if (draft is null || wanted.DescribesDraft || !wanted.Publish)
        {
            (draft, var faults) = await CreateAsync(offer, wanted, cancel);
            if (draft is null)
                return (offer, faults);
        }

        if (wanted.Publish)
            await PublishAsync(draft, cancel);
        else
            await plans.ChangeAsync(year, _ => PlanChange.Draft(draft), cancel);
        return (await OfferAsync(year, cancel), []);
    }

    internal static Fault HasHistory(int year) => new("/year", "year.has-history", new(
        $"Năm {year} đang có số liệu các năm trước đã nạp; xóa ở trang /manage/history hoặc DELETE /api/history?year={year} trước đã.",
        $"Figures of {year} were loaded as history; remove them first, at /manage/history or by DELETE /api/history?year={year}."));

    private async Task<(PlanDraft? Draft, IReadOnlyList<Fault> Faults)> CreateAsync(
        YearOffer offer, OpenYearRequest wanted, CancellationToken cancel)
    {
        var faults = new List<Fault>();
        var last = LocalTime.DayAt(clock.GetUtcNow()).Year + 1;
        if (offer.Year > last)
            faults.Add(new Fault("/year", "year.too-early", new(
                $"Chỉ mở được năm {last} hoặc trước đó.", $"No year after {last} can be opened yet.")));
        var from = (wanted.From ?? offer.From) is { } named && named < offer.Year ? await plans.FindNowAsync(named, cancel) : null;
        if (from is null)
            faults.Add(new Fault("/from", "year.no-plan", new(
                "Cần một năm trước đó đã có chương trình công tác.", "A year before it that has a plan is needed.")));
        if (wanted.Theme is null)
            faults.Add(new Fault("/theme", "text.missing", new(
                "Cần chủ đề năm bằng tiếng Việt và tiếng Anh.", "The year's theme is needed in Vietnamese and English.")));
        if (wanted.Source is not { } source || PrintableText.Clean(source, MaxSourceLength) is not { Length: > 0 } kept || kept != source)
            faults.Add(new Fault("/source", "text.missing", new(
                $"Cần nguồn của chương trình (số văn bản, ngày), tối đa {MaxSourceLength} ký tự.",
                $"Where the plan comes from is needed (document, date), {MaxSourceLength} characters at most.")));
        if (wanted.Targets is not (null or "carried" or "divided"))
            faults.Add(new Fault("/targets", "targets.unknown", new(
                "Chọn carried (giữ mức đã giao) hoặc divided (phân bổ lại).", "It is carried (as they were) or divided (anew).")));
        if (from is null || wanted.Theme is not { } theme)
            return (null, faults);
        var plan = from.Plan with { Year = offer.Year, Theme = theme, Source = wanted.Source ?? "" };
        faults.AddRange(PlanCheck.Faults(plan, offer.Year, register));
        // What was set for a unit holds for that unit: another tree has others under the same codes.
        var isSameTree = register.TreeOf(from.Plan.Year) == register.TreeOf(offer.Year);
        return faults.Count > 0 ? (null, faults) : (new PlanDraft(plan, from.Plan.Year, wanted.Targets != "divided" && isSameTree), faults);
    }

    // The plan comes last: until then the year has none, and whoever is interrupted publishes again.
    private async Task PublishAsync(PlanDraft draft, CancellationToken cancel)
    {
        var year = draft.Plan.Year;
        if (draft.CarriesTargets)
        {
            var from = await plans.ReadStoredAsync(draft.From, cancel);
            if (from.Basis is { } basis)
                await plans.SaveBasisAsync(year, register.TreeOf(year), basis, cancel);
            var units = from.Set.GroupBy(pair => pair.Key.Unit).Select(unit => (
                Unit: unit.Key,
                Targets: (IReadOnlyDictionary<IndicatorCode, decimal>)unit.ToDictionary(pair => pair.Key.Indicator, pair => pair.Value)));
            foreach (var chunk in units.Chunk(TargetsAtOnce))
                await plans.ChangeAsync(year, _ => PlanChange.Targets(chunk), cancel);
        }

        await plans.ChangeAsync(year, stored => stored.Plan is null ? PlanChange.Plan(draft.Plan) : PlanChange.Nothing, cancel);
    }
}
