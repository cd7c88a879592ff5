namespace YouthFunctions.Calls.Texts;

/// <summary>The two languages of the product. Which one comes first is the organisation's.</summary>
public enum Language
{
    /// <summary>vi-VN.</summary>
    Vietnamese,

    /// <summary>en.</summary>
    English,
}
