using System.Collections;
using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;
using YouthFunctions.Calls.Texts;

namespace YouthFunctions.Tests.OpenApi;

/// <summary>Notes which query parameters a product asks its requests for.</summary>
internal sealed class QueryRecorder : IStartupFilter
{
    private readonly ConcurrentDictionary<string, byte> _names = new();

    /// <summary>The names asked for since the last time, without the one of the language, which every page has.</summary>
    public IReadOnlyCollection<string> Take()
    {
        var names = _names.Keys.Where(name => name != Languages.Switch).ToList();
        _names.Clear();
        return names;
    }

    /// <inheritdoc/>
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((http, following) =>
        {
            http.Features.Set<IQueryFeature>(new QueryFeature(new RecordedQuery(http.Request.Query, _names)));
            return following(http);
        });
        next(app);
    };

    private sealed class RecordedQuery(IQueryCollection query, ConcurrentDictionary<string, byte> names) : IQueryCollection
    {
        public int Count => query.Count;

        public ICollection<string> Keys => query.Keys;

        public StringValues this[string key] => TryGetValue(key, out var value) ? value : StringValues.Empty;

        public bool ContainsKey(string key) => TryGetValue(key, out _);

        public bool TryGetValue(string key, [MaybeNullWhen(false)] out StringValues value)
        {
            names[key] = 0;
            return query.TryGetValue(key, out value);
        }

        public IEnumerator<KeyValuePair<string, StringValues>> GetEnumerator() => query.GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
