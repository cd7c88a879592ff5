// What `azd up` reads; azd sets the first two.
using 'main.bicep'

param environmentName = readEnvironmentVariable('AZURE_ENV_NAME', 'dev')
param location = readEnvironmentVariable('AZURE_LOCATION', 'southeastasia')
param head = readEnvironmentVariable('YOUTH_HEAD', 'dotnet-isolated')
param lockData = readEnvironmentVariable('YOUTH_LOCK', 'no') == 'yes'
param alertEmails = split(readEnvironmentVariable('YOUTH_ALERT_EMAILS'), ',')
param monthlyBudget = int(readEnvironmentVariable('YOUTH_MONTHLY_BUDGET', '30'))
param budgetStart = readEnvironmentVariable('YOUTH_BUDGET_START', '')
param hasWebhook = readEnvironmentVariable('YOUTH_WEBHOOK', 'no') == 'yes'
param publicUrl = readEnvironmentVariable('YOUTH_PUBLIC_URL', '')
// azd sets both; with the Azure CLI: az ad signed-in-user show --query id -o tsv
param operatorId = readEnvironmentVariable('AZURE_PRINCIPAL_ID', '')
param operatorType = readEnvironmentVariable('AZURE_PRINCIPAL_TYPE', 'User')
