namespace YouthFunctions.Analytics.Forecasting;

/// <summary>How far trees moved a point of a past year that they did not know, and how far it should have gone; both in logs.</summary>
internal readonly record struct PastMove(int K, double Moved, double Needed);

/// <summary>
/// How far the corrections by trees are followed, a factor for each month. Trees that look for the middle of hopeless rows
/// too move the others less than is right, most of all late in the year; past years, out of sample, tell by how much.
/// The factor has the least Welsch loss (1 − exp(−e²/2), e in multiples of the month's median error): what the score,
/// a median, cares for.
/// </summary>
internal sealed class Amplitude
{
    private const int Least = 300;
    private const int Reach = 2;

    private static readonly double[] Factors = [.. Enumerable.Range(0, 15).Select(i => 0.8 + (0.05 * i))];

    private readonly double[] _ofMonth = [.. Enumerable.Repeat(1.0, 13)];

    public Amplitude(IReadOnlyList<PastMove> past)
    {
        var months = Enumerable.Range(0, 13).Select(k => past.Where(move => move.K == k).ToArray()).ToArray();
        var usual = months.Select(Usual).ToArray();
        for (var k = 1; k <= 11; k++)
        {
            var near = Enumerable.Range(0, 13).Where(month => Math.Abs(month - k) <= Reach).SelectMany(month => months[month]).ToArray();
            if (near.Length >= Least)
                _ofMonth[k] = Factors.MinBy(factor => near.Sum(move => Loss((move.Needed - (factor * move.Moved)) / usual[move.K])));
        }
    }

    /// <summary>The points of rows, none below what is known.</summary>
    public double[] Points(OriginRow[] rows, LogPoint[] points) =>
        [.. rows.Select((row, i) => row.PointOf(points[i].From + (_ofMonth[row.K] * points[i].By)))];

    private static double Usual(PastMove[] moves) =>
        moves.Length == 0 ? 1 : Math.Max(1e-6, Quantiles.Median([.. moves.Select(move => Math.Abs(move.Needed - move.Moved))]));

    private static double Loss(double error) => 1 - Math.Exp(-error * error / 2);
}
