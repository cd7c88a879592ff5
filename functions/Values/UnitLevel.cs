namespace YouthFunctions.Values;

/// <summary>The level of a unit in the organisation, top first; the depth of its code in <see cref="VietNamUnits.Codes"/>.</summary>
public enum UnitLevel
{
    /// <summary>The centre; there is one.</summary>
    Country = 0,

    /// <summary>A province or a city under the centre.</summary>
    Province = 1,

    /// <summary>A district; none after 2025-07-01.</summary>
    District = 2,

    /// <summary>A commune, ward or township.</summary>
    Commune = 3,
}
