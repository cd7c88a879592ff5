namespace YouthFunctions.Calls.Declarations;

/// <summary>A handler's query parameters are those that a type reads.</summary>
public abstract class QueryOfAttribute : Attribute
{
    /// <summary>The type, which carries the <see cref="QueryAttribute"/>s.</summary>
    public abstract Type Reader { get; }
}

/// <summary>A handler's query parameters are those that <typeparamref name="T"/> reads.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class QueryOfAttribute<T> : QueryOfAttribute
{
    /// <inheritdoc/>
    public override Type Reader => typeof(T);
}
