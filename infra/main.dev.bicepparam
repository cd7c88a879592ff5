// A trial: one building, short memory, no lock, so that it can be taken down again.
using 'main.bicep'

param environmentName = 'dev'
param location = readEnvironmentVariable('AZURE_LOCATION', 'southeastasia')
param head = readEnvironmentVariable('YOUTH_HEAD', 'dotnet-isolated')
param dataSku = 'Standard_LRS'
param restoreDays = 7
param backupDays = 30
param lockData = false
param logDays = 30
param logGbPerDay = 1
param alertEmails = split(readEnvironmentVariable('YOUTH_ALERT_EMAILS'), ',')
param monthlyBudget = 30
param budgetStart = readEnvironmentVariable('YOUTH_BUDGET_START', '')
param publicUrl = readEnvironmentVariable('YOUTH_PUBLIC_URL', '')
// azd sets both; with the Azure CLI: az ad signed-in-user show --query id -o tsv
param operatorId = readEnvironmentVariable('AZURE_PRINCIPAL_ID', '')
param operatorType = readEnvironmentVariable('AZURE_PRINCIPAL_TYPE', 'User')
