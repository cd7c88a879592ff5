namespace YouthFunctions.Local;

/// <summary>A local run cannot go on; the message says in one sentence what to do.</summary>
public sealed class LocalRunException(string message) : Exception(message);
