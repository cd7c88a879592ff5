using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Declarations;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Reports.Wire;

namespace YouthFunctions.Reports.Batch;

/// <summary>What the sender of many reports asks for in the address.</summary>
/// <param name="IsDryRun">Whether it is only to be tried (<c>dryRun=true</c>).</param>
/// <param name="IsAllOrNothing">Whether all is to be stored or nothing (<c>mode=all-or-nothing</c>; by default what holds is
/// stored).</param>
/// <param name="Numbers">How numbers in texts are written (<c>numbers=vi</c> or <c>en</c>).</param>
[Query("mode", "to store what holds (without it, too), or nothing unless all holds", Words = ["best-effort", "all-or-nothing"])]
[Query("dryRun", "true to store nothing", Type = typeof(bool))]
[Query("confirmed", "true when the values that were asked about are right", Type = typeof(bool))]
[Query("numbers", "vi (1.234,5) or en (1,234.5), when a text can be read in both ways", Words = ["vi", "en"])]
public sealed record BatchOptions(bool IsDryRun, bool IsAllOrNothing, NumberStyle Numbers)
{
    /// <summary>Whether the sender says that all values that stand out are right (<c>confirmed=true</c>).</summary>
    public bool IsConfirmed { get; init; }

    /// <summary>The wish of a request, or the answer that says what of it is not understood.</summary>
    public static (BatchOptions? Wish, IResult? Refusal) Read(Call call)
    {
        if (call.RefuseUnknownQuery("mode", "dryRun", "numbers", "confirmed") is { } unknown)
            return (null, unknown);
        if (call.ReadFlag("dryRun", out var isDryRun) is { } refusal)
            return (null, refusal);
        if (call.ReadFlag("confirmed", out var isConfirmed) is { } misread)
            return (null, misread);
        if (call.QueryText("mode") is not (null or "best-effort" or "all-or-nothing"))
            return (null,
                Problems.Malformed(
                    call, "?mode", new Text("mode là best-effort hoặc all-or-nothing.", "mode is best-effort or all-or-nothing.")));
        return NumberStyleParameter.Read(call, out var numbers) is { } unread
            ? (null, unread)
            : (new BatchOptions(isDryRun, call.QueryText("mode") == "all-or-nothing", numbers) { IsConfirmed = isConfirmed }, null);
    }
}
