namespace YouthFunctions.Calls.Declarations;

/// <summary>The statuses from 400 on with which a handler refuses; what the pipeline answers by itself need not be said.</summary>
/// <param name="statuses">The statuses.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public class RefusesAttribute(params int[] statuses) : Attribute
{
    /// <summary>The statuses.</summary>
    public IReadOnlyList<int> Statuses { get; } = statuses;

    /// <summary>What the problem is written from, where it says more than any problem; null elsewhere.</summary>
    public virtual Type? Type => null;
}

/// <summary>The statuses with which a handler refuses by a problem that has the members of <typeparamref name="T"/>.</summary>
/// <param name="statuses">The statuses.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class RefusesAttribute<T>(params int[] statuses) : RefusesAttribute(statuses)
{
    /// <inheritdoc/>
    public override Type Type => typeof(T);
}
