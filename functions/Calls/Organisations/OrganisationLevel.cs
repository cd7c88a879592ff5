using YouthFunctions.Calls.Texts;

namespace YouthFunctions.Calls.Organisations;

/// <summary>A level of an organisation.</summary>
/// <param name="Codes">Its key and the codes of its units.</param>
/// <param name="Singular">One of its units within a sentence, such as <c>province</c>.</param>
/// <param name="Plural">Its units within a sentence, such as <c>provinces</c>.</param>
public sealed record OrganisationLevel(LevelCodes Codes, Text Singular, Text Plural)
{
    /// <summary>A code as its units have it: the pattern with a one at its end, such as <c>01</c> or <c>00-001</c>; the code of the
    /// top.</summary>
    public string SampleCode => this != Organisation.Current.Top && Codes.Codes.LastIndexOf('0') is >= 0 and var last
        ? $"{Codes.Codes[..last]}1{Codes.Codes[(last + 1)..]}"
        : Codes.Codes;
}
