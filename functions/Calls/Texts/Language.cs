namespace YouthFunctions.Calls.Texts;

/// <summary>The two languages of the product; Vietnamese comes first.</summary>
public enum Language
{
    /// <summary>vi-VN, the default.</summary>
    Vietnamese,

    /// <summary>en.</summary>
    English,
}
