using System.Reflection;

namespace YouthFunctions.Calls.Runtime;

/// <summary>Which version of the program answers.</summary>
public static class ProductVersion
{
    /// <summary>The version by git tag and, after a plus sign, the commit: <c>1.2.3+0123abc...</c>; between two tags a pre-release such as
    /// <c>1.2.4-alpha.0.17+0123abc...</c> (semver.org). A build without git has no commit in it.</summary>
    public static string Current { get; } =
        typeof(ProductVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
}
