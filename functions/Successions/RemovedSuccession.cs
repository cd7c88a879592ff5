namespace YouthFunctions.Successions;

/// <summary>Whether the import of a reorganisation was undone.</summary>
/// <param name="Removed">False when there was none.</param>
public sealed record RemovedSuccession(bool Removed);
