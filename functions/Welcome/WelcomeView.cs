using YouthFunctions.Pages;

namespace YouthFunctions.Welcome;

/// <summary>What is shown to whoever is not signed in.</summary>
/// <param name="Shell">What stands around it.</param>
/// <param name="Contact">Whom to ask for a key; null where nobody has said it.</param>
/// <param name="Scored">The last year whose forecasts were scored, and the share of year-ends that lay within the interval of 80 %; null
/// before there is one.</param>
/// <param name="IsEmpty">Whether no report was ever summed.</param>
/// <param name="IsLocal">Whether it runs on one's own machine.</param>
public sealed record WelcomeView(PageShell Shell, string? Contact, (int Year, double Covered, int Count)? Scored, bool IsEmpty,
    bool IsLocal);
