using System.Text.Json;
using YouthFunctions.Calls.Bodies;

namespace YouthFunctions.Tests.Calls;

/// <summary>Null in lists and dictionaries of a body, which the JSON reader lets through.</summary>
public sealed class NullElementsTests
{
    private sealed record Body(IReadOnlyList<IReadOnlyList<string>> Lists, IReadOnlyDictionary<string, Body> Named);

    [Theory]
    [InlineData("""{"lists":[["a"],[]],"named":{"a":{"lists":[],"named":{}}}}""", null)]
    [InlineData("""{"lists":[["a"],null],"named":{}}""", "/lists/1")]
    [InlineData("""{"lists":[[],["a",null]],"named":{}}""", "/lists/1/1")]
    [InlineData("""{"lists":[],"named":{"a":null}}""", "/named/a")]
    [InlineData("""{"lists":[],"named":{"a/b~":{"lists":[null],"named":{}}}}""", "/named/a~1b~0/lists/0")]
    public void Its_place_is_named(string json, string? place) =>
        Assert.Equal(place, NullElements.Find(JsonSerializer.Deserialize<Body>(json, StrictJson.Options)!, StrictJson.Options));
}
