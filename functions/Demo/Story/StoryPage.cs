using System.Net;
using System.Text;
using YouthFunctions.Calls.Texts;

namespace YouthFunctions.Demo.Story;

/// <summary>The story as a page of its own, beside the data of the run.</summary>
public static class StoryPage
{
    /// <summary>Writes <c>story.html</c>; its path.</summary>
    /// <param name="folder">The folder of the run.</param>
    /// <param name="sentences">The story.</param>
    /// <param name="cancel">Stops it.</param>
    public static async Task<string> WriteAsync(string folder, IReadOnlyList<Text> sentences, CancellationToken cancel)
    {
        var path = Path.Combine(folder, "story.html");
        await File.WriteAllTextAsync(path, Create(sentences), cancel);
        return path;
    }

    private static string Create(IReadOnlyList<Text> sentences)
    {
        var html = new StringBuilder("""
            <!DOCTYPE html>
            <html lang="vi">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>Cảnh báo sớm để làm gì · Why early warning</title>
            <style>
            body { font: 1.1rem/1.6 system-ui, sans-serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem; }
            </style>
            </head>
            <body>
            <main>
            <h1>Cảnh báo sớm để làm gì</h1>

            """);
        Append(html, sentences.Select(sentence => sentence.Vietnamese));
        html.Append("<section lang=\"en\">\n<h2>Why early warning</h2>\n");
        Append(html, sentences.Select(sentence => sentence.English));
        return html.Append("</section>\n</main>\n</body>\n</html>\n").ToString();
    }

    // The first sentence says that all is simulated.
    private static void Append(StringBuilder html, IEnumerable<string> sentences)
    {
        foreach (var (sentence, index) in sentences.Select((sentence, index) => (WebUtility.HtmlEncode(sentence), index)))
            html.Append(index == 0 ? $"<p><strong>{sentence}</strong></p>\n" : $"<p>{sentence}</p>\n");
    }
}
