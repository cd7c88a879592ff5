using YouthFunctions.Calls.Texts;

namespace YouthFunctions.Calls.Organisations;

/// <summary>What exported files say of the organisation.</summary>
/// <param name="Title">What the figures are.</param>
/// <param name="Figures">What an exchange of figures between offices (SDMX) calls them.</param>
/// <param name="Licence">Who may use them, and for what.</param>
/// <param name="UnitCodes">Where the codes of units come from and how they are read.</param>
/// <param name="UnitNames">In which language units are named.</param>
/// <param name="Units">What the table of units holds.</param>
/// <param name="ForecastDay">In whose days a forecast is dated.</param>
public sealed record ExportTexts(Text Title, Text Figures, Text Licence, Text UnitCodes, Text UnitNames, Text Units, Text ForecastDay);
