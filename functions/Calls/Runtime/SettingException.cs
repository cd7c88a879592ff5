namespace YouthFunctions.Calls.Runtime;

/// <summary>A setting is missing or cannot be understood; the message says in one sentence which and what it can be, and never
/// what it is, since settings can hold secrets.</summary>
public sealed class SettingException(string message) : Exception(message);
