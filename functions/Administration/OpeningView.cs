using YouthFunctions.Calls.Answers;
using YouthFunctions.Plan.Editing;

namespace YouthFunctions.Administration;

/// <summary>The offer to open a year, as the administrators' page makes it.</summary>
/// <param name="Offer">How the year stands.</param>
/// <param name="Typed">What was typed; at first what the draft says.</param>
/// <param name="Faults">What is wrong with it.</param>
public sealed record OpeningView(YearOffer Offer, OpenYearRequest Typed, IReadOnlyList<Fault> Faults)
{
    /// <summary>The form's field that a fault is about.</summary>
    public static string FieldOf(Fault fault) => fault.Pointer switch
    {
        "/theme" => "theme-vietnamese",
        "/source" => "source",
        "/targets" => "targets",
        _ => "opening",
    };
}
