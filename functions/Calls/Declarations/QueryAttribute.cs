namespace YouthFunctions.Calls.Declarations;

/// <summary>A query parameter of a handler, or of a type that reads several for more than one handler.</summary>
/// <param name="name">Its name.</param>
/// <param name="meaning">What it means, and what holds without it.</param>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class, AllowMultiple = true)]
public sealed class QueryAttribute(string name, string meaning) : Attribute
{
    /// <summary>Its name.</summary>
    public string Name { get; } = name;

    /// <summary>What it means, and what holds without it.</summary>
    public string Meaning { get; } = meaning;

    /// <summary>The type of its value.</summary>
    public Type Type { get; init; } = typeof(string);

    /// <summary>The words that are understood; none when it is no choice between words.</summary>
    public string[] Words { get; init; } = [];

    /// <summary>Whether it names a level of the organisation: the first that is understood, or -1 when it names none.</summary>
    public int FirstLevel { get; init; } = -1;

    /// <summary>A value; null to take one that goes with the type, the words or the name.</summary>
    public string? Example { get; init; }

    /// <summary>Whether nothing can be answered without it.</summary>
    public bool IsRequired { get; init; }
}
