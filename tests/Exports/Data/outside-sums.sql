-- The sums of docs/exports.md in plain arithmetic, from the tables reports, units and indicators alone. Statements end with ";" and a line.

-- How an indicator's months become a year.
CREATE TABLE rules AS SELECT DISTINCT indicator, over_time FROM indicators;

-- The units of the years 2021 to 2024, and for each the units above it and itself.
CREATE TABLE tree AS SELECT unit, level, parent FROM units
    WHERE valid_from <= DATE '2024-12-01' AND (valid_to IS NULL OR valid_to >= DATE '2024-12-01');
CREATE TABLE above AS WITH RECURSIVE up AS (
    SELECT unit, unit AS top FROM tree
    UNION ALL SELECT up.unit, tree.parent FROM up JOIN tree ON tree.unit = up.top WHERE tree.parent IS NOT NULL)
    FROM up;

-- What units said of themselves. The years before were loaded as sums, without reports: the own part of each month stands for one.
CREATE TABLE said AS
    SELECT year, unit, indicator, month(month) AS m, coalesce(amount, numerator) AS value, denominator,
        is_year_to_date AND over_time = 'sum' AS runs, is_on_time, is_doubted, is_simulated
    FROM reports JOIN rules USING (indicator)
    UNION ALL
    SELECT year, unit, indicator, month(month), own_amount, own_amount_denominator, false, true, false, is_simulated
    FROM rollups WHERE own_amount IS NOT NULL AND year NOT IN (SELECT year FROM reports);

-- Month by month: what a month brought a unit, and where that leaves its year. A figure from January on brings its difference; a level
-- (over_time = 'latest') stands until the next is said; what is silent keeps its year to date.
CREATE TABLE own AS WITH RECURSIVE run AS (
    SELECT year, unit, indicator, over_time, 0 AS m, NULL::DECIMAL(28, 8) AS amount, NULL::DECIMAL(28, 8) AS base,
        NULL::DECIMAL(28, 8) AS ytd, NULL::DECIMAL(28, 8) AS ytd_base, NULL::DECIMAL(28, 8) AS doubted,
        NULL::DECIMAL(28, 8) AS doubted_ytd, false AS reported, false AS on_time
    FROM (SELECT DISTINCT year FROM said), tree, rules
    WHERE level IN ('province', 'district') OR unit IN (SELECT unit FROM said)
    UNION ALL
    SELECT year, unit, indicator, over_time, m, amount, base,
        CASE WHEN NOT reported THEN ytd WHEN over_time = 'latest' THEN amount ELSE coalesce(ytd, 0) + amount END,
        CASE WHEN NOT reported THEN ytd_base ELSE base END,
        CASE WHEN is_doubted THEN amount END,
        CASE WHEN NOT reported THEN doubted_ytd
            WHEN over_time = 'latest' THEN CASE WHEN is_doubted THEN amount END
            WHEN is_doubted THEN coalesce(doubted_ytd, 0) + amount
            ELSE doubted_ytd END,
        reported, on_time
    FROM (
        SELECT run.* REPLACE (run.m + 1 AS m, said.unit IS NOT NULL AS reported, coalesce(is_on_time, false) AS on_time,
                CASE WHEN runs THEN greatest(0, value - coalesce(ytd, 0)) ELSE value END AS amount, denominator AS base),
            coalesce(is_doubted, false) AS is_doubted
        FROM run LEFT JOIN said ON said.year = run.year AND said.unit = run.unit AND said.indicator = run.indicator AND said.m = run.m + 1
        WHERE run.m < 12))
    FROM run WHERE m > 0;

-- A unit and everything below it. The plan of 2024 expects provinces and districts.
CREATE TABLE sums AS
    SELECT own.year, top AS unit, own.m, own.indicator, sum(amount) AS amount, sum(base) AS amount_denominator,
        sum(ytd) AS year_to_date, sum(ytd_base) AS year_to_date_denominator, sum(amount) FILTER (own.unit = top) AS own_amount,
        sum(base) FILTER (own.unit = top) AS own_amount_denominator, count(*) FILTER (level IN ('province', 'district')) AS expected,
        count(*) FILTER (reported) AS reported, count(*) FILTER (on_time) AS on_time, sum(doubted) AS doubted,
        sum(doubted_ytd) AS doubted_year_to_date
    FROM own JOIN above USING (unit) JOIN tree USING (unit) GROUP BY ALL;

-- A unit has rows in a year in which it or a unit below it said something.
CREATE TABLE recomputed AS SELECT sums.*, is_simulated
    FROM sums JOIN (SELECT year, top AS unit, bool_or(is_simulated) AS is_simulated FROM said JOIN above USING (unit) GROUP BY ALL)
        USING (year, unit);
CREATE TABLE exported AS
    SELECT year, unit, month(month) AS m, indicator, amount, amount_denominator, year_to_date, year_to_date_denominator, own_amount,
        own_amount_denominator, expected, reported, on_time, doubted, doubted_year_to_date, is_simulated
    FROM rollups;

CREATE TABLE recomputed_completeness AS
    SELECT year, unit, m, max(expected) AS units_expected, min(reported) AS units_complete, sum(expected) AS values_expected,
        sum(reported) AS values_reported, sum(on_time) AS values_on_time
    FROM recomputed WHERE year IN (SELECT year FROM reports) GROUP BY ALL;
CREATE TABLE exported_completeness AS
    SELECT year, unit, month(month) AS m, units_expected, units_complete, values_expected, values_reported, values_on_time
    FROM completeness;
