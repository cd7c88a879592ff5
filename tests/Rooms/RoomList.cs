namespace YouthFunctions.Tests.Rooms;

/// <summary>The folders of <c>functions/</c> from the roof to the ground: each may use those below it, and none above it. The page
/// <c>docs/architecture.md</c> is written from this list.</summary>
internal static class RoomList
{
    private const string Roof = "Roof: what is started";
    private const string Doors = "Doors: what is shown and described";
    private const string Figures = "Figures: what is made of reports";
    private const string Intake = "Intake: what is reported and planned";
    private const string Ground = "Ground: what every function stands on";

    /// <summary>The list. A room stands together with its own folders.</summary>
    public static IReadOnlyList<Room> TopToBottom { get; } =
    [
        new(Roof, "", "`Program`: starts what the environment or the command line asks for"),
        new(Roof, "CommandLine", "The root command, and what a start is refused with"),
        new(Roof, "Demo", "A simulated year, played through the API"),
        new(Roof, "Backtesting", "How good the forecast would have been, on files"),
        new(Roof, "Local", "A run on one's own machine: serve, keys, restore"),
        new(Roof, "Emulator", "Storage on one's own machine"),
        new(Roof, "Hosting", "Pipeline, dispatcher, the hosts and their files, the timers' clock, registration of services"),
        new(Roof, "Catalog", "The table of functions, by noun; handed down as a list"),
        new(Doors, "OpenApi", "The description of the API"),
        new(Doors, "Backups", "Copies of all tables, and their restore"),
        new(Doors, "Administration", "The administrators' page, and health"),
        new(Doors, "Alerts", "What needs attention, as JSON and as a feed"),
        new(Doors, "Briefs", "The weekly brief: made, kept, shown, sent"),
        new(Doors, "Scorecards", "How good past forecasts were, as JSON and as a page"),
        new(Doors, "Form", "The form for one report"),
        new(Doors, "Summaries", "The pages and JSON of a unit and of an indicator"),
        new(Doors, "Summaries/Parts", "Parts of pages that several pages have"),
        new(Doors, "Summaries/Charts", "Charts as SVG"),
        new(Doors, "Summaries/Standings", "What a unit's year looks like, and why: without a page"),
        new(Doors, "Pages", "What all pages share: shell, words, choice of the year, sign-in, assets"),
        new(Figures, "Exports", "Lists, downloads and changes of snapshots"),
        new(Figures, "Exports/Publishing", "What goes into a snapshot"),
        new(Figures, "Exports/Snapshots", "How a snapshot is published, kept, linked and shown to whom"),
        new(Figures, "Exports/Tables", "What is exported: tables, their columns and their code book"),
        new(Figures, "Exports/Formats", "How: CSV, Parquet, Excel"),
        new(Figures, "Exports/Datasets", "What a table, a column and a cell are"),
        new(Figures, "Forecasts", "The nightly forecast, and its answer"),
        new(Figures, "Forecasts/Scores", "Past forecasts against what came"),
        new(Figures, "Forecasts/Projection", "The forecast of one unit"),
        new(Figures, "Forecasts/Persistence", "Where forecasts are kept"),
        new(Figures, "Forecasts/Records", "What a forecast says"),
        new(Figures, "History", "Years before the plan, from files"),
        new(Figures, "Rollups", "Answers from rollups, and targets divided by them"),
        new(Figures, "Rollups/Views", "Rollups on another tree, with moved targets, or of confirmed reports only"),
        new(Figures, "Rollups/Summing", "How reports are summed up the tree, when, and how that is checked"),
        new(Figures, "Rollups/Persistence", "Where rollups are kept"),
        new(Figures, "Rollups/Years", "What a unit's year is, and on which tree it is summed"),
        new(Intake, "Reports", "The functions of reports"),
        new(Intake, "Reports/Bridges", "Reports from Kobo, ODK and DHIS2"),
        new(Intake, "Reports/Batch", "Many reports in one file"),
        new(Intake, "Reports/Batch/Sheets", "Rows of a sheet, whatever file it came in"),
        new(Intake, "Reports/Batch/Workbooks", "Excel files"),
        new(Intake, "Reports/Batch/NumberFormats", "How Excel shows a number"),
        new(Intake, "Reports/Receiving", "The way of a report to storage: decided once, stored once, answered alike"),
        new(Intake, "Reports/Rules", "What holds of a report"),
        new(Intake, "Reports/Persistence", "The table of reports and its keys"),
        new(Intake, "Reports/Wire", "What was sent: JSON, numbers, months and names of units as people write them"),
        new(Intake, "Reports/Records", "What a report is"),
        new(Intake, "Successions", "Importing a reorganisation"),
        new(Intake, "Plan/Editing", "Changing a plan, its activities, targets and calendar"),
        new(Intake, "Plan/Persistence", "Where plans are kept"),
        new(Intake, "Plan", "What was agreed for a year: indicators, targets, calendar, activities"),
        new(Ground, "Access", "Who asks: keys, tokens, cookies, limits"),
        new(Ground, "Access/Keys", "Keys: made, kept, turned, taken back"),
        new(Ground, "Access/Sessions", "Sign-ins"),
        new(Ground, "Access/Audit", "Who changed what"),
        new(Ground, "Units", "The trees of units, and who followed whom"),
        new(Ground, "Jobs/Parts", "Jobs in parts: begun, worked off part by part, ended, cancelled"),
        new(Ground, "Jobs", "Timers: run, recorded, watched, run by hand"),
        new(Ground, "Jobs/Runs", "Where runs in parts are kept and counted"),
        new(Ground, "Queues", "Messages: sent, worked off, polled where no host does, counted when given up"),
        new(Ground, "Calls/Bodies", "Reading what a request carries"),
        new(Ground, "Calls/Answers", "Problems (RFC 9457), preconditions, query parameters"),
        new(Ground, "Calls", "A call, a function, a caller; what is measured"),
        new(Ground, "Calls/Runtime", "Where the product runs: host, clock, address"),
        new(Ground, "Calls/Texts", "Texts in two languages"),
        new(Ground, "Storage/Caching", "Copies of what is read often and changes seldom"),
        new(Ground, "Storage", "Tables, blobs and queues"),
        new(Ground, "Storage/Pipeline", "What every call to storage passes: budget, count, refused writes"),
        new(Ground, "Values", "The levels of Viet Nam's tree and the codes of its units"),
    ];
}
