using System.Globalization;

namespace YouthFunctions.Calls.Runtime;

/// <summary>Reads settings that are whole numbers.</summary>
public static class NumberSetting
{
    /// <summary>A setting's number; the usual one where nothing is set.</summary>
    /// <param name="configuration">May hold it.</param>
    /// <param name="key">Its key, such as <c>RateLimit:Burst</c>.</param>
    /// <param name="usual">What holds where it is not set.</param>
    /// <param name="least">The least that is taken.</param>
    /// <param name="most">The most that is taken.</param>
    /// <exception cref="SettingException">It is no such number.</exception>
    public static int ReadNumber(this IConfiguration configuration, string key, int usual, int least, int most) =>
        configuration[key] switch
        {
            null or "" => usual,
            var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && number >= least && number <= most => number,
            _ => throw new SettingException(string.Create(CultureInfo.InvariantCulture,
                $"{key.Replace(":", "__", StringComparison.Ordinal)} is a whole number from {least} to {most}.")),
        };
}
