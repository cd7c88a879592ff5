namespace YouthFunctions.Calls.Declarations;

/// <summary>An answer of a handler below 400; without a type it has no body.</summary>
/// <param name="status">Its status.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public class AnswerAttribute(int status) : Attribute
{
    /// <summary>Its status.</summary>
    public int Status { get; } = status;

    /// <summary>The media type of the body; null for none.</summary>
    public virtual string? MediaType => null;

    /// <summary>What the JSON of the body is written from; null for none, or a file.</summary>
    public virtual Type? Type => null;
}

/// <summary>An answer of JSON, written from a <typeparamref name="T"/>.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class AnswerAttribute<T>(int status = StatusCodes.Status200OK) : AnswerAttribute(status)
{
    /// <inheritdoc/>
    public override string MediaType => "application/json";

    /// <inheritdoc/>
    public override Type Type => typeof(T);
}
