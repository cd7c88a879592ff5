using YouthFunctions.Calls.Organisations;


namespace YouthFunctions.Pages;

/// <summary>The organisation's colours on pages.</summary>
public static class BrandStyle
{
    extension(Organisation organisation)
    {
        /// <summary>What the style sheet takes from it.</summary>
        public string Css =>
            $":root {{ --brand: {organisation.Colour}; }} "
            + $"@media (prefers-color-scheme: dark) {{ :root {{ --link: {organisation.ColourOnDark}; }} }} "
            + $"@media not (prefers-color-scheme: dark) {{ :root {{ --link: {organisation.Colour}; }} }}";
    }
}
