using System.Globalization;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Bodies;
using YouthFunctions.Calls.Declarations;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Plan.Persistence;

namespace YouthFunctions.Plan.Editing;

/// <summary>A year without a plan takes no reports: an administrator of the centre opens it with a plan made of the last one.</summary>
public sealed class OpenYear(YearOpening opening)
{
    /// <summary><c>GET api/plans/{year}/open</c>: whether the year is open, its draft, and what one would be made of.</summary>
    [Operation("Năm này đã mở chưa, và bản dự thảo.", "Whether a year has a plan, and the draft of one.")]
    [Answer<YearOpeningState>, Refuses(404)]
    public async Task<IResult> Get(Call call, CancellationToken cancel) => YearParameter.Parse(call.RouteText("year")) is { } year
        ? Answer(await opening.OfferAsync(year, cancel), StatusCodes.Status200OK)
        : YearParameter.NoPlan(call);

    /// <summary><c>POST api/plans/{year}/open</c> with <see cref="OpenYearRequest"/>: a draft, or its publication.</summary>
    [Operation(
        "Mở một năm: lập dự thảo từ chương trình năm trước, hoặc công bố.",
        "Opens a year: makes a draft of the plan of the year before, or publishes it.")]
    [Body<OpenYearRequest>, Answer<YearOpeningState>(201), Refuses(404, 409, 415, 422)]
    public async Task<IResult> Post(Call call, CancellationToken cancel)
    {
        if (YearParameter.Parse(call.RouteText("year")) is not { } year)
            return YearParameter.NoPlan(call);
        var wanted = await StrictJson.ReadAsync<OpenYearRequest>(call, cancel);
        var standing = await opening.OfferAsync(year, cancel);
        if (standing.HasPlan)
            return HasPlan(call, year);
        var (offer, faults) = await opening.OpenAsync(standing, wanted, cancel);
        if (faults.Count > 0)
            return Problems.Invalid(call, faults);
        Record(call, offer);
        call.Http.Response.Headers.Location = Place(offer);
        return Answer(offer, StatusCodes.Status201Created);
    }

    /// <summary>Tells the audit trail what became of a year.</summary>
    public static void Record(Call call, YearOffer offer) => call.Audit.Add(
        offer.HasPlan ? "plan.published" : "plan.drafted", subject: offer.Year.ToString(CultureInfo.InvariantCulture),
        detail: $"from {offer.Draft?.From ?? offer.From}");

    private static IResult HasPlan(Call call, int year)
    {
        call.Http.Response.Headers.Location = $"/api/plans/{year}";
        return Problems.Create(call, StatusCodes.Status409Conflict, "year-open", new Text(
            $"Năm {year} đã có chương trình công tác; sửa bằng PUT /api/plans/{year}.",
            $"The year {year} has a plan already; it is changed by PUT /api/plans/{year}."));
    }

    private static string Place(YearOffer offer) => offer.HasPlan ? $"/api/plans/{offer.Year}" : $"/api/plans/{offer.Year}/open";

    private static IResult Answer(YearOffer offer, int status) =>
        Results.Json(YearOpeningState.Create(offer), WireJson.Options, statusCode: status);
}
