using System.Globalization;
using System.Text.Json;
using CsCheck;
using YouthFunctions.Reports.Wire;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Form;

/// <summary>The page reads numbers as the server does.</summary>
public sealed class NumberScriptTests
{
    [Fact]
    public async Task The_page_reads_what_people_type_as_the_server_does()
    {
        const string Letters = "0123456789999000.,.,- \u00a0e";
        var texts = Gen.Char[Letters].Array[0, 14].Select(letters => new string(letters)).Array[5_000].Single()
            .Append("12.345").Append("12,345").Append("1.234,5").Append("0012").Append("-0").Append(new string('9', 28))
            .Append(new string('9', 29)).ToArray();
        var read = await NodeScript.RunAsync(
            [
                Path.Combine(TestMachine.RepositoryRoot, "tests", "Form", "numbers-check.mjs"),
                Path.Combine(NodeScript.Scripts, "numbers.js"),
            ],
            texts.Select(text => JsonSerializer.Serialize(text)));
        Assert.Equal(texts.Select(text => NumberText.Readings(text) is var (vietnamese, english)
            ? $"{text}: {Plain(vietnamese)}|{Plain(english)}" : ""), texts.Zip(read, (text, line) => $"{text}: {line}"));
    }

    private static string Plain(decimal? number) => number is null ? ""
        : number == 0 ? "0" : number.Value.ToString("0.############################", CultureInfo.InvariantCulture);
}
