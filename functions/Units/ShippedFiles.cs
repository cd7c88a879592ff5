namespace YouthFunctions.Units;

/// <summary>The files beside the program: the trees of units, the successions between them, and the plans of the years.</summary>
public static class ShippedFiles
{
    /// <summary>Their directory.</summary>
    public static string Directory => Path.Combine(AppContext.BaseDirectory, "Plan", "Data");
}
