using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace YouthFunctions.Local;

/// <summary>Prints the body of an answer for people.</summary>
internal static class AnswerPrinter
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // Vietnamese stays readable
    };

    /// <summary>Prints a body: JSON in lines, anything else as it is.</summary>
    public static void Print(string body, string? mediaType)
    {
        if (OperatingSystem.IsWindows())
            Console.OutputEncoding = Encoding.UTF8; // or Vietnamese letters become question marks
        if (mediaType?.EndsWith("json", StringComparison.Ordinal) == true && body.Length > 0)
        {
            using var json = JsonDocument.Parse(body);
            body = JsonSerializer.Serialize(json.RootElement, Readable);
        }

        Console.WriteLine(body);
    }
}
