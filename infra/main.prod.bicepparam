// The country.
using 'main.bicep'

param environmentName = 'prod'
param location = readEnvironmentVariable('AZURE_LOCATION', 'southeastasia')
param head = readEnvironmentVariable('YOUTH_HEAD', 'dotnet-isolated')
param dataSku = 'Standard_ZRS'
param restoreDays = 30
param backupDays = 90
param lockData = true
param logDays = 90
param logGbPerDay = 5
// No default: a product that nobody watches is not deployed.
param alertEmails = split(readEnvironmentVariable('YOUTH_ALERT_EMAILS'), ',')
param monthlyBudget = 200
param budgetStart = readEnvironmentVariable('YOUTH_BUDGET_START', '')
param hasWebhook = readEnvironmentVariable('YOUTH_WEBHOOK', 'no') == 'yes'
param publicUrl = readEnvironmentVariable('YOUTH_PUBLIC_URL', '')
// azd sets both; with the Azure CLI: az ad signed-in-user show --query id -o tsv
param operatorId = readEnvironmentVariable('AZURE_PRINCIPAL_ID', '')
param operatorType = readEnvironmentVariable('AZURE_PRINCIPAL_TYPE', 'User')
