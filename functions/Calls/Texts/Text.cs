namespace YouthFunctions.Calls.Texts;

/// <summary>One sentence or name in both languages.</summary>
/// <param name="Vietnamese">NFC Vietnamese.</param>
/// <param name="English">English.</param>
public readonly record struct Text(string Vietnamese, string English)
{
    /// <summary>The text in one language.</summary>
    public string In(Language language) => language == Language.Vietnamese ? Vietnamese : English;
}
