namespace YouthFunctions.Units;

/// <summary>Imported trees of units could not be read since the start, so that nobody knows which units there are.</summary>
public sealed class UnitsUnreadException() : IOException("The trees of units that were imported could not be read yet.");
