namespace YouthFunctions.Calls.Declarations;

/// <summary>An answer that is a file.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class AnswerFileAttribute(string mediaType, int status = StatusCodes.Status200OK) : AnswerAttribute(status)
{
    /// <inheritdoc/>
    public override string MediaType { get; } = mediaType;
}
