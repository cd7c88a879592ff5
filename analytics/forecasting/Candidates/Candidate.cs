namespace YouthFunctions.Forecasting.Candidates;

/// <summary>The simple forecasts of a year's total, in the order in which they stand in a candidate row.</summary>
internal enum Candidate
{
    /// <summary>Year to date · 12 / k.</summary>
    RunRate,

    /// <summary>Year to date + the same months of last year.</summary>
    SameRest,

    /// <summary>Year to date · last total / last year to date, as actuaries develop claims; run rate where last year to date is
    /// 0.</summary>
    ChainLadder,

    /// <summary>The median of the three before.</summary>
    SimpleMedian,

    /// <summary>Year to date + the mean rest of up to three years.</summary>
    MeanRest3,

    /// <summary>Year to date + the mean rest of up to six years.</summary>
    MeanRest6,

    /// <summary>Chain ladder over up to three years, weighted by volume.</summary>
    Ladder3,

    /// <summary>Bornhuetter-Ferguson: year to date + mean total · the share usually still open.</summary>
    BornhuetterFerguson,

    /// <summary>Year to date + last year's rest · the growth of the last six months.</summary>
    GrownRest,

    /// <summary>The same with half the growth (in logs).</summary>
    DampedRest,

    /// <summary>Year to date / the group's usual share so far.</summary>
    PooledShare,

    /// <summary>Year to date / the own share so far, drawn towards the group's.</summary>
    ShrunkShare,

    /// <summary>Year to date + last year's rest · the growth of the group's year to date.</summary>
    GroupGrowth,

    /// <summary>Year to date + the mean rest of up to six years, carried to now by how the indicator grew everywhere since.</summary>
    CarriedWide,

    /// <summary>The same by how the nearest group grew.</summary>
    CarriedNear,

    /// <summary>Exponential smoothing, <see cref="ExponentialSmoothing"/>.</summary>
    Smoothing,

    /// <summary>The Theta method, <see cref="ThetaMethod"/>.</summary>
    Theta,

    /// <summary>Last year's total.</summary>
    LastTotal,
}
