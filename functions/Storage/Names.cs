namespace YouthFunctions.Storage;

/// <summary>Every table of the product. A prefix set in the configuration comes before the name, so that several
/// installations (or tests) can share an account.</summary>
public enum TableName
{
    /// <summary>Reports, superseded revisions and rollup marks, a partition for each province and year; in a partition of their own the
    /// idempotency records.</summary>
    Reports,

    /// <summary>One row a unit and year: own part and total, twelve months of every indicator.</summary>
    Rollups,

    /// <summary>The current forecast, one row a unit and year.</summary>
    Forecasts,

    /// <summary>Settings of a year: target allocations, calendar, activities.</summary>
    Plans,

    /// <summary>Keys, as hashes.</summary>
    Keys,

    /// <summary>Every write and every key change.</summary>
    Audit,

    /// <summary>The last run of each timer, and the parts of those that are done in parts.</summary>
    Jobs,
}

/// <summary>Every queue of the product. What cannot be worked off goes to the queue of the same name that ends in <c>-poison</c>.</summary>
public enum QueueName
{
    /// <summary>Parts of jobs: a message for each.</summary>
    Parts,

    /// <summary>Provinces whose reports changed and are to be rolled up now.</summary>
    Rollups,
}

/// <summary>Every blob container of the product.</summary>
public enum ContainerName
{
    /// <summary>Snapshots for analysts.</summary>
    Exports,

    /// <summary>Past forecasts, one file an as-of date, and model cards.</summary>
    Forecasts,

    /// <summary>Leaders' briefs.</summary>
    Briefs,

    /// <summary>Lease blobs that keep timers from overlapping, and other small state.</summary>
    Locks,

    /// <summary>Nightly copies of the tables.</summary>
    Backups,
}
