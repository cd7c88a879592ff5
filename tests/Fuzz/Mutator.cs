using System.Text;

namespace YouthFunctions.Tests.Fuzz;

/// <summary>Makes of a request another one that is near to it. The same seed makes the same ones.</summary>
internal sealed class Mutator(Random chance)
{
    private const int BodyAtMost = 80 * 1024;

    private static readonly string[] Values =
    [
        "", "0", "-1", "1", "9999", "10000", "2024", "2024-05", "2024-13", "0001-01", "9999-12", "2024-02-30", "2025-07-01", "9999-12-31",
            "VN", "01", "79", "00001", "01-001", "01-001\0",
        "1e999", "99999999999999999999", "1.200", "1,5", "NaN", "true", "TRUE", "null", "..", "../..", "%00", "%", "%zz", "+", " ", "\t",
            "\r\n", "'", "\"", "' or 1 eq 1", "|", "}", "c|01|05",
        "trees-planted", "youth-gathered", "vi", "en", "xx", "Đơn vị", "\u0301", "\ufeff", "\ud83d\ude00", "<script>", "=1+1", "*",
            "\"1-0a\"", "W/\"1\"", "2147483647", "2147483648", "-2147483648",
        "20240603T020000Z", "country", "district", "7", "history", "population", "administrator", "//host", "/\\host", "https://host/",
    ];

    private static readonly string[] JsonTokens =
    [
        "null", "-1", "0.5", "1e999", "1e-400", "-0", "99999999999999999999", "1000000000000001", "\"\\ud800\"", "\"\\u0000\"", "\"\"",
            "{}", "[]", "true", "[[[[[[[[[[[[", "{\"a\":{\"a\":{\"a\":",
        "\"2024-13\"", "\"2024-05\"", "\"VN\"", "\"trees-planted\"", "{\"amount\":1}", "[null]", "[{}]", "{\"\":1}", "\"9999-12-31\"",
            "\"0001-01-01\"", "2147483648", "NaN", "'x'", "1 2",
    ];

    private static readonly string[] ContentTypes =
        ["application/json", "text/csv", "application/x-ndjson", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x",
            "multipart/form-data", "text/plain; charset=utf-7", "json", "application/json; charset=utf-16",
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ";", ""];

    private static readonly (string Name, string[] Values)[] Headers =
    [
        ("If-Match", ["*", "\"1-0123456789abcdef\"", "\"x\"", "W/\"1\"", "\"1\", \"2\"", "", "\"1-"]),
            ("If-None-Match", ["*", "\"1\"", ""]),
        ("Idempotency-Key", ["k1", "\"k1\"", "", " ", "k\u00e9", new string('k', 300)]),
            ("Accept-Language", ["en", "vi;q=0", "*", ";;;", "xx-YY;q=9"]),
        ("Accept", ["text/html", "application/json", "*/*", "text/", "a/b;q=x"]),
            ("Content-Encoding", ["gzip", "br", "deflate", "identity", "gzip, gzip", "x"]),
        ("Cookie", ["yf=x", "=;=", "session=" + "a"]), ("Sec-Fetch-Site", ["same-origin", "cross-site", "none"]),
            ("Range", ["bytes=0-1", "bytes=9-1", "bytes=-"]),
        ("Authorization", ["Bearer a.b.c", "Bearer ", "Basic x"]), ("traceparent", ["00-0-0-0", "x"]), ("Host", ["x", "a b", "[::1"]),
    ];

    /// <summary>Another request; one to three things are changed.</summary>
    public FuzzInput Of(FuzzInput input)
    {
        for (var left = chance.Next(1, 4); left > 0; left--)
            input = chance.Next(input.Body.Length > 0 ? 10 : 5) switch
            {
                0 => input with { Path = MutatedPath(input.Path) },
                1 or 2 => input with { Query = MutatedQuery(input.Query) },
                3 => WithHeader(input),
                4 => input with { ContentType = Pick(ContentTypes) is { Length: > 0 } type ? type : null },
                _ => input with { Body = MutatedBody(input.Body) },
            };
        return input;
    }

    private T Pick<T>(IReadOnlyList<T> list) => list[chance.Next(list.Count)];

    private FuzzInput WithHeader(FuzzInput input)
    {
        var (name, values) = Pick(Headers);
        return input with { Headers = new Dictionary<string, string>(input.Headers) { [name] = Pick(values) } };
    }

    private string MutatedPath(string path)
    {
        var parts = path.Split('/');
        var index = chance.Next(1, parts.Length + 1) - 1;
        parts[index] = chance.Next(3) == 0 ? Scrambled(parts[index]) : Pick(Values);
        return "/" + string.Join('/', parts).TrimStart('/');
    }

    private string MutatedQuery(string query)
    {
        var parts = query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).ToList();
        if (parts.Count == 0 || chance.Next(4) == 0)
            parts.Add($"{Pick(Values)}={Pick(Values)}");
        var index = chance.Next(parts.Count);
        var name = parts[index].Split('=')[0];
        switch (chance.Next(5))
        {
            case 0: parts.Add($"{name}={Uri.EscapeDataString(Pick(Values))}"); break;
            case 1: parts[index] = Scrambled(parts[index]); break;
            case 2: parts.RemoveAt(index); break;
            default: parts[index] = $"{name}={(chance.Next(3) == 0 ? Pick(Values) : Uri.EscapeDataString(Pick(Values)))}"; break;
        }

        return parts.Count == 0 ? "" : "?" + string.Join('&', parts).Replace("#", "%23", StringComparison.Ordinal);
    }

    private string Scrambled(string text)
    {
        var letters = new StringBuilder(text);
        if (letters.Length > 0 && chance.Next(2) == 0)
            letters[chance.Next(letters.Length)] = (char)chance.Next(1, 0x250);
        else
            letters.Insert(chance.Next(letters.Length + 1), (char)chance.Next(1, 0x250));
        return letters.ToString();
    }

    private string MutatedBody(string body)
    {
        var letters = new StringBuilder(body);
        var index = chance.Next(letters.Length);
        var length = Math.Min(chance.Next(1, 24), letters.Length - index);
        switch (chance.Next(14))
        {
            case 0: letters[index] = (char)chance.Next(256); break;
            case 1: letters.Remove(index, length); break;
            case 2: letters.Insert(index, FuzzInput.FromUtf8(Pick(JsonTokens))); break;
            case 3: letters.Insert(index, letters.ToString(index, length)); break;
            case 4: letters.Length = index; break;
            case 5: letters.Insert(index, FuzzInput.FromUtf8(Pick(Values))); break;
            case 6: letters.Insert(0, Pick(["\xEF\xBB\xBF", "\xFF\xFE", "\x1F\x8B", "PK\x03\x04", "\0", " "])); break;
            case 7 when chance.Next(40) == 0: letters.Insert(index, new string((char)chance.Next(256), BodyAtMost)); break;
            case 8: Repeat(letters, index, length); break;
            default: ReplaceValue(letters); break;
        }

        return letters.Length > 2 * BodyAtMost ? letters.ToString(0, 2 * BodyAtMost) : letters.ToString();
    }

    private void Repeat(StringBuilder letters, int index, int length)
    {
        var part = letters.ToString(index, length);
        for (var left = chance.Next(2, 60); left > 0; left--)
            letters.Insert(index, part);
    }

    // A token in the place of a value gets past the parser: after a colon of JSON, a comma of CSV, an equals sign of a form.
    private void ReplaceValue(StringBuilder letters)
    {
        var text = letters.ToString();
        var starts = Enumerable.Range(0, text.Length).Where(index => text[index] is ':' or ',' or '=' or ';').ToArray();
        if (starts.Length == 0)
            return;
        var start = Pick(starts) + 1;
        var end = text.IndexOfAny([',', '}', ']', '\n', '&', ';'], start);
        end = end < 0 ? text.Length : end;
        letters.Remove(start, end - start).Insert(start, FuzzInput.FromUtf8(Pick(text[start - 1] == ':' ? JsonTokens : Values)));
    }
}
