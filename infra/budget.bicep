// Mails at 80 % and 100 % of the month's budget, and when the forecast of the bill passes it.
param amount int
param start string
param emails string[]

resource budget 'Microsoft.Consumption/budgets@2023-11-01' = {
  name: 'monthly'
  properties: {
    category: 'Cost'
    amount: amount
    timeGrain: 'Monthly'
    timePeriod: { startDate: start }
    notifications: {
      mostSpent: { enabled: true, operator: 'GreaterThanOrEqualTo', threshold: 80, thresholdType: 'Actual', contactEmails: emails }
      spent: { enabled: true, operator: 'GreaterThanOrEqualTo', threshold: 100, thresholdType: 'Actual', contactEmails: emails }
      willBeSpent: { enabled: true, operator: 'GreaterThan', threshold: 110, thresholdType: 'Forecasted', contactEmails: emails }
    }
  }
}
