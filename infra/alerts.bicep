// Who wakes up, and why. The queries read the event names that docs/settings.md promises; each rule fires on the first row that
// its query returns, and says itself how far back it looks.
param suffix string
param location string
param tags object
param workspace string
param emails string[]
param dueDay int

// Each timer, how long it may be silent, and the day (0 = Sunday) on which it is looked at, -1 for every day: a rule sees no
// more than two days back.
var timers = loadJsonContent('timers.json')
var timerRows = join(map(timers, t => '"${t.name}", ${t.silentHours}, ${t.onDay}'), ', ')

// A message with an exception is stored as an exception, any other as a trace; both carry the event's name.
var events = 'let Events = union AppTraces, AppExceptions | extend Event = tostring(Properties.EventName), Function = tostring(Properties.Function);'

var rules = [
  {
    name: 'timer-failed'
    says: 'A timer threw. Its name is in the result; GET /api/jobs and the log have the error.'
    severity: 1
    every: 'PT15M'
    over: 'PT15M'
    query: '${events} Events | where Event == "TimerFailed" | summarize Failures = count() by Function'
  }
  {
    name: 'timer-stopped'
    says: 'A timer has not succeeded for longer than it may be silent: after a deployment the platform may have stopped timers.'
    severity: 1
    every: 'PT30M'
    over: 'P2D'
    query: '${events} datatable(Function: string, SilentHours: long, OnDay: long) [${timerRows}] | where OnDay < 0 or OnDay == toint(dayofweek(now()) / 1d) and hourofday(now()) >= 3 | join kind=leftouter (Events | where Event == "TimerSucceeded" | summarize Last = max(TimeGenerated) by Function) on Function | where isnull(Last) or Last < now() - SilentHours * 1h | project Function, Last'
  }
  {
    name: 'messages-given-up'
    says: 'Messages failed in their last try and lie in a poison queue. GET /api/jobs tells how many, and which parts of a job failed.'
    severity: 1
    every: 'PT15M'
    over: 'PT15M'
    query: '${events} Events | where Event == "QueuePoisoned" | summarize Times = count() by Function'
  }
  {
    name: 'part-failed'
    says: 'A part of a job failed in its last try, and with it the run. GET /api/jobs/NAME has the error.'
    severity: 1
    every: 'PT15M'
    over: 'PT15M'
    query: '${events} Events | where Event == "PartFailed" | summarize Failures = count() by Function'
  }
  {
    name: 'rollup-disagreement'
    says: 'A re-summed total differs from the stored one: figures that leaders see may be wrong.'
    severity: 0
    every: 'PT15M'
    over: 'PT15M'
    query: '${events} Events | where Event == "RollupDisagreement"'
  }
  {
    name: 'no-reports-on-due-day'
    says: 'The day on which reports are due is past noon in Viet Nam and not one has come in since midnight.'
    severity: 1
    every: 'PT1H'
    over: 'P1D'
    query: '${events} let Local = datetime_utc_to_local(now(), "Asia/Ho_Chi_Minh"); let Midnight = datetime_local_to_utc(startofday(Local), "Asia/Ho_Chi_Minh"); Events | where Event == "ReportAccepted" and TimeGenerated >= Midnight | summarize Reports = count() | where Reports == 0 and dayofmonth(Local) == ${dueDay} and hourofday(Local) >= 12'
  }
  {
    name: 'forecast-not-refreshed'
    says: 'No forecast has been written for 30 hours: leaders see yesterday\'s.'
    severity: 2
    every: 'PT1H'
    over: 'P2D'
    query: '${events} Events | where Event == "ForecastRefreshed" and TimeGenerated > ago(30h) | summarize Refreshes = count() | where Refreshes == 0'
  }
  {
    name: 'error-rate'
    says: 'More than 2 % of at least 20 requests in a quarter of an hour failed on our side (5xx).'
    severity: 1
    every: 'PT5M'
    over: 'PT15M'
    query: 'AppRequests | summarize Total = sum(ItemCount), Failed = sumif(ItemCount, toint(ResultCode) >= 500) | where Total >= 20 and Failed > 0.02 * Total'
  }
]

resource logs 'Microsoft.OperationalInsights/workspaces@2023-09-01' existing = {
  name: workspace
}

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: 'ag-youth-${suffix}'
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'youth'
    enabled: true
    emailReceivers: [for (email, i) in emails: { name: 'mail-${i}', emailAddress: email, useCommonAlertSchema: true }]
  }
}

resource alerts 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for rule in rules: {
    name: '${rule.name}-${suffix}'
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: rule.name
      description: rule.says
      severity: rule.severity
      enabled: true
      scopes: [logs.id]
      evaluationFrequency: rule.every
      windowSize: rule.over
      criteria: {
        allOf: [
          {
            query: rule.query
            timeAggregation: 'Count'
            operator: 'GreaterThan'
            threshold: 0
            failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
          }
        ]
      }
      autoMitigate: true
      // The tables are empty, and their columns unknown, until the first telemetry arrives.
      skipQueryValidation: true
      actions: { actionGroups: [people.id] }
    }
  }
]
