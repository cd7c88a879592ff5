namespace YouthFunctions.Calls.Declarations;

/// <summary>A CSV file with the columns that <typeparamref name="T"/> reads.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class CsvBodyAttribute<T>() : BodyAttribute("text/csv") where T : ICsvColumns
{
    /// <inheritdoc/>
    public override IReadOnlyList<CsvColumn> Columns => T.Columns;
}
