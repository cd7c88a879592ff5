using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls.Organisations;
using YouthFunctions.Emulator;

namespace YouthFunctions.Local;

/// <summary>Where a local run keeps data and keys: a folder for each organisation, so that the data of two never mix.</summary>
public static class LocalFolders
{
    private const string MarkName = "organisation.txt";

    /// <summary>The folder where none is named: <c>.local</c> of this working copy, and within it one for each other
    /// organisation.</summary>
    public static string Usual
    {
        get
        {
            var shared = LocalStorageOptions.LocalFolder(AppContext.BaseDirectory);
            return OrganisationFolder.IsOther ? Path.Combine(shared, "organisations", OrganisationFolder.Name) : shared;
        }
    }

    /// <summary>The arguments that name this process's organisation to another command; empty for the shipped one.</summary>
    public static string Arguments => OrganisationFolder.IsOther ? $" --organisation {OrganisationFolder.Path}" : "";

    /// <summary>Marks a folder as the organisation's.</summary>
    /// <exception cref="LocalRunException">It holds the data of another one.</exception>
    public static void Claim(string folder)
    {
        // Folders of before there was a mark hold the shipped organisation's data.
        var mark = Path.Combine(folder, MarkName);
        var wanted = OrganisationFolder.IsOther ? $"{Organisation.Current.Name.English} ({UnitCode.Country})" : "";
        var found = File.Exists(mark) ? File.ReadAllText(mark).Trim() : "";
        if (found == wanted)
            return;
        if (found.Length > 0 || Directory.Exists(Path.Combine(folder, "storage")))
            throw new LocalRunException(
                $"{folder} holds the data of {(found.Length > 0 ? found : "the shipped organisation")}: "
                    + "name another --folder.");
        Directory.CreateDirectory(folder);
        File.WriteAllText(mark, wanted + "\n");
    }
}
