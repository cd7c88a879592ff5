namespace YouthFunctions.Calls.Declarations;

/// <summary>A body that a handler takes; several when it takes several kinds.</summary>
/// <param name="mediaType">Its media type.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public class BodyAttribute(string mediaType) : Attribute
{
    /// <summary>Its media type.</summary>
    public string MediaType { get; } = mediaType;

    /// <summary>What its JSON is read into; null for a file, or for the JSON of another system, which describes it.</summary>
    public virtual Type? Type => null;

    /// <summary>The columns of a table; none for another body.</summary>
    public virtual IReadOnlyList<CsvColumn> Columns => [];
}

/// <summary>A JSON body that is read into a <typeparamref name="T"/>.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class BodyAttribute<T>() : BodyAttribute("application/json")
{
    /// <inheritdoc/>
    public override Type? Type => typeof(T);
}
