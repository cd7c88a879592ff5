using YouthFunctions.Calls.Texts;

namespace YouthFunctions.Calls.Declarations;

/// <summary>Says of a handler what it does. With the other attributes of this folder it is all that the OpenAPI document says of a
/// function beyond the table of functions; what is taken and answered is named by its type, of which the schema is made.</summary>
/// <param name="vietnamese">What it does, in Vietnamese.</param>
/// <param name="english">The same in English.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OperationAttribute(string vietnamese, string english) : Attribute
{
    /// <summary>What it does.</summary>
    public Text Summary { get; } = new(vietnamese, english);

    /// <summary>Request headers that it heeds.</summary>
    public string[] Headers { get; init; } = [];
}
