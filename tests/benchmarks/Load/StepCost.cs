namespace YouthFunctions.Benchmarks.Load;

/// <summary>What a part of a step costs: so much for itself, and so much for each unit.</summary>
/// <param name="Seconds">Processor seconds for itself.</param>
/// <param name="SecondsAUnit">Processor seconds for a unit.</param>
/// <param name="Bytes">Memory for itself.</param>
/// <param name="BytesAUnit">Memory for a unit.</param>
internal sealed record StepCost(double Seconds, double SecondsAUnit, double Bytes, double BytesAUnit)
{
    /// <summary>The line through a small part and a large one.</summary>
    public static StepCost Through(Measured small, Measured large)
    {
        var (seconds, secondsAUnit) = Line(small.Seconds, large.Seconds);
        var (bytes, bytesAUnit) = Line(small.Bytes, large.Bytes);
        return new StepCost(seconds, secondsAUnit, bytes, bytesAUnit);

        (double Itself, double AUnit) Line(double less, double more)
        {
            var slope = Math.Max(0, (more - less) / (large.Units - small.Units));
            return (Math.Max(0, more - (slope * large.Units)), slope);
        }
    }

    /// <summary>With so many times the nights: time grows, memory does not.</summary>
    public StepCost Times(double nights) => this with { Seconds = Seconds * nights, SecondsAUnit = SecondsAUnit * nights };

    /// <summary>Processor seconds of a part of so many units.</summary>
    public double SecondsOf(double units) => Seconds + (SecondsAUnit * units);

    /// <summary>Gigabytes of a part of so many units.</summary>
    public double GbOf(double units) => (Bytes + (BytesAUnit * units)) / 1e9;
}
