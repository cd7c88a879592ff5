using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Calls;

/// <summary>What a handler tells the audit trail of one change.</summary>
/// <param name="Action">What was done, such as <c>key.created</c>.</param>
/// <param name="Unit">The unit concerned; null for the call's own.</param>
/// <param name="Subject">The key, month or file concerned; null for what stands in the address.</param>
/// <param name="Detail">More; null for none. Never a secret.</param>
/// <param name="By">Who did it, where the call began without a caller; null for the caller.</param>
public sealed record AuditNote(string Action, UnitCode? Unit, string? Subject, string? Detail, string? By = null);

/// <summary>
/// What a handler tells the audit trail of a call. It may tell nothing: then the pipeline's own entry says which function was
/// called and with what address.
/// </summary>
public sealed class AuditNotes
{
    private readonly List<AuditNote> _notes = [];

    /// <summary>What was told, in order.</summary>
    public IReadOnlyList<AuditNote> Notes => _notes;

    /// <summary>Whether the handler said that it changed nothing.</summary>
    public bool IsUnchanged { get; private set; }

    /// <summary>Tells one change.</summary>
    public void Add(string action, UnitCode? unit = null, string? subject = null, string? detail = null, string? by = null) =>
        _notes.Add(new AuditNote(action, unit, subject, detail, by));

    /// <summary>Tells that the call, though it succeeds, changes nothing: a trial, or a repetition.</summary>
    public void MarkUnchanged() => IsUnchanged = true;
}
