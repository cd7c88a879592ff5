using System.Security.Cryptography;
using System.Text;

namespace YouthFunctions.Access.Keys;

/// <summary>
/// The code on a sheet of paper: 12 letters and digits of Crockford's alphabet, which has no pair that looks alike, so 60 random bits.
/// Guessing is bounded by the tries of an address and by the code's last day.
/// </summary>
public static class InvitationCode
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Length = 12;

    /// <summary>A new code, as it is printed: <c>7K3M-Q9TX-04BD</c>.</summary>
    public static string Create() => Format(RandomNumberGenerator.GetString(Alphabet, Length));

    /// <summary>The twelve letters of a code as somebody typed it; null when it has not the shape of one.</summary>
    public static string? Normalize(string? text)
    {
        var letters = new StringBuilder(Length);
        foreach (var letter in text ?? "")
        {
            if (letter is ' ' or '-' or '–' or '.' or '\u00a0')
                continue;
            var read = char.ToUpperInvariant(letter) switch { 'O' => '0', 'I' or 'L' => '1', 'Đ' => 'D', var other => other };
            if (!Alphabet.Contains(read, StringComparison.Ordinal) || letters.Length == Length)
                return null;
            letters.Append(read);
        }

        return letters.Length == Length ? letters.ToString() : null;
    }

    /// <summary>The key of its row; the code itself is kept nowhere.</summary>
    internal static string Hash(string normalized) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes($"invitation {normalized}")));

    private static string Format(string letters) => $"{letters[..4]}-{letters[4..8]}-{letters[8..]}";
}
