using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Reorganisations;

/// <summary>That an imported tree was taken out.</summary>
/// <param name="Removed">False for a trial.</param>
/// <param name="From">The first month in which it was in force.</param>
/// <param name="InForce">The first month of the tree that is in force again.</param>
/// <param name="Units">How many units it had.</param>
/// <param name="KeysStaying">Keys that went over to its units, or were to: they are of their former units again.</param>
/// <param name="KeysEnded">Keys that were made for its units: they end.</param>
public sealed record RemovedUnitTree(bool Removed, Month From, Month InForce, int Units, int KeysStaying, int KeysEnded);
