using Microsoft.Extensions.DependencyInjection;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Units;

namespace YouthFunctions.Tests.House;

/// <summary>
/// The shipped trees with four provinces. What holds for every province is
/// shown on these; a job over them takes a tenth of its time.
/// </summary>
public static class SmallCountry
{
    private static readonly HashSet<string> Provinces = ["01", "02", "04", "79"];

    private static readonly Lazy<UnitTree[]> Cut = new(() =>
        [.. UnitRegister.Shipped(OrganisationFolder.Shipped).Trees.Select(Without)]);

    /// <summary>Its trees.</summary>
    public static IReadOnlyList<UnitTree> Trees => Cut.Value;

    /// <summary>Puts the small country in the place of the whole one. The trees are shared, their register is each app's own.</summary>
    public static void Register(IServiceCollection services) => services.AddSingleton(new UnitRegister(Cut.Value));

    private static UnitTree Without(UnitTree tree) => new(
        tree.From,
        tree.TopDown.Where(unit => unit.Parent is null || Provinces.Contains(
            tree.PathToRoot(unit.Code).Reverse().ElementAt(1).Code.ToString())));
}
