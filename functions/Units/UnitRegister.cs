using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls.Organisations;

namespace YouthFunctions.Units;

/// <summary>The trees of units, each in force from a month on: those that came with the program, and after them those that
/// administrators imported, which <see cref="UnitTreeStore"/> brings here. A list is never changed but replaced by another.</summary>
/// <remarks>A request, and a run of a job, decides by one list from beginning to end: it begins a <see cref="UnitHold"/>, and whatever it
/// asks in its flow is answered from the list that it took.</remarks>
public sealed class UnitRegister
{
    private readonly UnitTree[] _shipped;
    private readonly AsyncLocal<UnitHold?> _held = new();
    private volatile UnitTree[]? _latest;

    /// <param name="trees">At least one.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    public UnitRegister(IEnumerable<UnitTree> trees)
    {
        _shipped = [.. trees.OrderBy(tree => tree.From)];
        if (_shipped.Length == 0)
            throw new ArgumentException("A register has at least one tree.", nameof(trees));
        _latest = _shipped;
    }

    /// <summary>All trees, the earliest first.</summary>
    /// <exception cref="UnitsUnreadException">There may be imported trees, and they could not be read yet.</exception>
    public IReadOnlyList<UnitTree> Trees => Current;

    /// <summary>The unit above all others, which no file of units names.</summary>
    public Unit Centre => _shipped[^1].Root;

    private UnitTree[] Current => _held.Value?.Trees ?? _latest ?? throw new UnitsUnreadException();

    /// <summary>The tree in force in a month; the earliest also stands for the months before it.</summary>
    public UnitTree TreeOf(Month month) => TreeOf(month.FirstDay);

    /// <summary>The tree in force on a day, of any year that a calendar has; the earliest also stands for the days before it.</summary>
    public UnitTree TreeOf(DateOnly day)
    {
        var trees = Current;
        for (var i = trees.Length - 1; i > 0; i--)
            if (trees[i].From.FirstDay <= day)
                return trees[i];
        return trees[0];
    }

    /// <summary>The tree in force before another; null for the first.</summary>
    public UnitTree? Before(Month from) => Current.LastOrDefault(tree => tree.From < from);

    /// <summary>The tree that begins in a month; null when none does.</summary>
    public UnitTree? Beginning(Month from) => Current.FirstOrDefault(tree => tree.From == from);

    /// <summary>Whether an administrator imported the tree: only such a one can be replaced or taken out.</summary>
    public bool IsImported(UnitTree tree) => !_shipped.Contains(tree);

    /// <summary>Begins to answer the caller's flow, and what it starts, from one list: the latest of the moment in which the hold
    /// <see cref="UnitHold.Take">takes</see> it. It ends with the async method that called it.</summary>
    public UnitHold Begin() => _held.Value = new UnitHold(() => _latest);

    /// <summary>Has the flow go on with the latest list, after it changed it.</summary>
    public void TakeLatest() => _held.Value?.Take();

    /// <summary>Puts imported trees behind the shipped ones, in place of those imported before. One that begins no later than the last
    /// shipped one is left out: the program has learned of it since.</summary>
    internal void Replace(IEnumerable<UnitTree> imported) => _latest =
        [.. _shipped, .. imported.Where(tree => tree.From > _shipped[^1].From).OrderBy(tree => tree.From)];

    /// <summary>Has whoever asks fail until the imported trees were read: to answer by the shipped ones alone would be wrong.</summary>
    internal void Forget() => _latest = null;

    /// <summary>The tree in force at the end of a year.</summary>
    public UnitTree TreeOf(int year) => TreeOf(new Month(year, 12));

    /// <summary>The unit that a code names in the latest tree that has it; null when none has.</summary>
    public Unit? FindLatest(UnitCode code) =>
        Trees.Reverse().Select(tree => tree.TryGet(code, out var unit) ? unit : null).OfType<Unit>().FirstOrDefault();

    /// <summary>The trees among an organisation's files.</summary>
    public static UnitRegister Shipped(string directory) => new(
        Organisation.Read(directory).Trees.Select(tree => ReadTree(tree.From, Path.Combine(directory, tree.Units))));

    /// <summary>Reads a tree from a file.</summary>
    /// <exception cref="OrganisationException">The file is not what it should be; names its faults.</exception>
    public static UnitTree ReadTree(Month from, string path)
    {
        var faults = new List<string>();
        return UnitFile.Read(from, path, faults) ?? throw new OrganisationException(Path.GetDirectoryName(path)!, faults);
    }
}
