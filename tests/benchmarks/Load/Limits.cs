using YouthFunctions.Jobs.Parts;

namespace YouthFunctions.Benchmarks.Load;

/// <summary>Limits that Microsoft documents, and what is assumed where nothing could be measured.</summary>
internal static class Limits
{
    /// <summary>Documented: rows of 1 KiB a second in a partition of a table.</summary>
    public const double Partition = 2000;

    /// <summary>Documented: transactions a second of an account.</summary>
    public const double Account = 20_000;

    /// <summary>Set in infra/main.prod.bicepparam and infra/main.bicep: instances at most, memory of one in GB, logs a day in GB.</summary>
    public const double Instances = 40, InstanceGb = 2, LogGb = 3;

    /// <summary>Set in host.json, in seconds: what a run may take before it is killed.</summary>
    public const double RunSeconds = 1800;

    /// <summary>What a part of a job may take before another instance begins it again, in seconds.</summary>
    public static readonly double PartSeconds = PartRunner.Lease.TotalSeconds;

    /// <summary>Units in a part of the forecast, unless one province has more (ForecastJob).</summary>
    public const double UnitsInPart = 1_500;

    /// <summary>Units that a model is trained on at most: the nodes of ForecastSteps by those of a unit.</summary>
    public const double UnitsLearnedFrom = 300_000 / 20.4;

    /// <summary>Memory of the years of a unit that a part of the forecast has read. Computed: three series of 19 indicators, seven years
    /// of months each, as double.</summary>
    public const double HistoryBytes = 3 * 19 * 7 * 12 * 8;

    /// <summary>The period of the rollup in seconds.</summary>
    public const double RollUpSeconds = 300;

    /// <summary>Documented: requests that an instance of 2 GB takes at once by default.</summary>
    public const double RequestsAtOnce = 16;

    /// <summary>Counted in the code: the report, its partition's version, which is its mark in a busy province, and now and then the
    /// superseded revision; a read of the year, which a busy province is spared, and the write.</summary>
    public const double RowsAReport = 2.2, TransactionsAReport = 2.2;

    /// <summary>Counted in the code: the rollup works on four provinces at once; a unit has twelve reports at the end of a year.</summary>
    public const double ProvincesAtOnce = 4, ReportsAUnit = 12;

    /// <summary>Assumed: a report from door to answer, a small call, a page of 1,000 rows, in seconds; what a request leaves in the logs,
    /// in GB: 0.9 KB of the product's own are measured (TelemetryTests), the host's and the worker's records are counted as two
    /// more.</summary>
    public const double SecondsAReport = 0.15, CallSeconds = 0.01, PageSeconds = 0.2, LogGbARequest = 3e-6;
}
