namespace YouthFunctions.Plan.Editing;

/// <summary>Remembers the version that a change read first: a document that is put in place of another one must not replace what
/// somebody else put there in between.</summary>
internal sealed class FirstReadVersion
{
    private string? _tag;
    private bool _isOver;

    /// <summary>Whether the document is another one than at the first read.</summary>
    /// <param name="tag">Its version now; null when there is none.</param>
    public bool Differs(string? tag)
    {
        if (_isOver)
            return tag != _tag;
        (_tag, _isOver) = (tag, true);
        return false;
    }
}
