using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Reports.Wire;

namespace YouthFunctions.Reports.Batch;

/// <summary>Reads <c>?numbers=vi|en</c>: how numbers in texts are written.</summary>
internal static class NumberStyleParameter
{
    /// <summary>The answer that refuses another word; null, with <see cref="NumberStyle.Unknown"/> where the parameter is absent.</summary>
    public static IResult? Read(Call call, out NumberStyle numbers)
    {
        var word = call.QueryText("numbers");
        numbers = word switch
        {
            "vi" => NumberStyle.Vietnamese,
            "en" => NumberStyle.English,
            _ => NumberStyle.Unknown,
        };
        return word is null || numbers != NumberStyle.Unknown
            ? null
            : Problems.Malformed(call, "?numbers", new Text("numbers là vi hoặc en.", "numbers is vi or en."));
    }
}
