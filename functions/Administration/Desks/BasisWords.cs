using YouthFunctions.Calls.Organisations;
using YouthFunctions.Calls.Texts;

namespace YouthFunctions.Administration.Desks;

/// <summary>By what targets are divided, in words.</summary>
internal static class BasisWords
{
    /// <summary>How targets are divided by a basis, at the end of a sentence.</summary>
    /// <param name="basis"><c>population</c> or <c>last-year</c>.</param>
    public static Text Describe(string basis) => basis != "population" ? new("theo kết quả năm trước", "by last year's results")
        : Organisation.Current.Population is null ? new("đều nhau", "evenly")
        : new("theo dân số", "by population");
}
