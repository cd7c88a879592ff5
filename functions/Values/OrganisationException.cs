namespace YouthFunctions.Values;

/// <summary>The files of an organisation are not right; the message names every fault, a line each.</summary>
public sealed class OrganisationException : Exception
{
    /// <param name="directory">Where the files are.</param>
    /// <param name="faults">What is wrong, each with its file; at least one.</param>
    public OrganisationException(string directory, IReadOnlyList<string> faults)
        : base($"The files of the organisation in {directory} cannot be used:\n  {string.Join("\n  ", faults)}") =>
        (Directory, Faults) = (directory, faults);

    /// <summary>Where the files are.</summary>
    public string Directory { get; }

    /// <summary>What is wrong, each with its file.</summary>
    public IReadOnlyList<string> Faults { get; }
}
