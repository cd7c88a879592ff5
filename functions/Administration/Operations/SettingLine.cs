using YouthFunctions.Calls.Texts;

namespace YouthFunctions.Administration.Operations;

/// <summary>A setting as it is in force.</summary>
/// <param name="Name">As it is written in the environment.</param>
/// <param name="What">What it does.</param>
/// <param name="Value">What holds; of a secret only whether it is set.</param>
public sealed record SettingLine(string Name, Text What, Text Value);
