namespace YouthFunctions.Storage;

/// <summary>A document is larger than its property holds: settings that grew, of which the caller has to shorten something.</summary>
public sealed class DocumentTooLargeException(string document, long length) : Exception(
    $"A packed {document} of {length} bytes does not fit a property of {Packing.PropertyLimit}.");
