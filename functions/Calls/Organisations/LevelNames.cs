namespace YouthFunctions.Calls.Organisations;

/// <summary>What the organisation calls its levels.</summary>
public static class LevelNames
{
    extension(UnitLevel level)
    {
        /// <summary>What the organisation calls it.</summary>
        public OrganisationLevel Names => Organisation.Current.Levels[level.Depth];
    }
}
