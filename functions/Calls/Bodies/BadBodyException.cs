namespace YouthFunctions.Calls.Bodies;

/// <summary>What a caller sent as JSON is not what was asked for. Other unreadable JSON is never the caller's fault.</summary>
/// <param name="pointer">Where, as a JSON pointer; empty when that is not known.</param>
public sealed class BadBodyException(string pointer) : BadHttpRequestException("The body is not in the form expected.")
{
    /// <summary>Where, as a JSON pointer; empty when that is not known.</summary>
    public string Pointer => pointer;
}
