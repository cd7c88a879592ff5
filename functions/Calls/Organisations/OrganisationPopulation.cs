namespace YouthFunctions.Calls.Organisations;

/// <summary>How many people there are in the units of the level below the top.</summary>
/// <param name="File">The file.</param>
/// <param name="Year">The year whose tree has these units.</param>
public sealed record OrganisationPopulation(string File, int Year);
