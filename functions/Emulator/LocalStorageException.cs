namespace YouthFunctions.Emulator;

/// <summary>The local storage cannot be started, used or stopped; the message is one sentence that says what to do.</summary>
public sealed class LocalStorageException : Exception
{
    /// <summary>With the sentence for the user.</summary>
    public LocalStorageException(string message)
        : base(message)
    {
    }

    /// <summary>With the sentence for the user and what led to it.</summary>
    public LocalStorageException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
