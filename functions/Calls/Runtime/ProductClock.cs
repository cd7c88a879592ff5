namespace YouthFunctions.Calls.Runtime;

/// <summary>The product's clock: the machine's, moved to another day when a run asks for it.</summary>
public sealed class ProductClock : TimeProvider
{
    private long _shiftTicks;

    /// <summary>A clock that shows what the machine shows.</summary>
    public ProductClock()
    {
    }

    /// <summary>A clock that shows <paramref name="start"/> now and goes on from there.</summary>
    public ProductClock(DateTimeOffset start) => SetUtcNow(start);

    /// <summary>Whether it shows another time than the machine's.</summary>
    public bool IsMoved => Interlocked.Read(ref _shiftTicks) != 0;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Interlocked.Read(ref _shiftTicks));

    /// <summary>Shows <paramref name="instant"/> from now on, and goes on from there.</summary>
    public void SetUtcNow(DateTimeOffset instant) => Interlocked.Exchange(ref _shiftTicks, (instant - base.GetUtcNow()).Ticks);
}
