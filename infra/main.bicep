// Everything the product needs on Azure, in a resource group of its own. `az deployment sub create` and `azd up` both start here.
targetScope = 'subscription'

@description('The installation: dev, prod or any short name. Part of every resource name.')
@minLength(2)
@maxLength(12)
param environmentName string

@description('Where everything is kept.')
param location string

@description('Which head runs: the isolated worker, or the custom handler.')
@allowed(['dotnet-isolated', 'custom'])
param head string = 'dotnet-isolated'

@description('Replication of the data account: LRS for trials, ZRS or better for data that must outlive a building.')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GZRS', 'Standard_RAGZRS'])
param dataSku string = 'Standard_ZRS'

@description('Days back to which blobs can be restored to any moment.')
@minValue(1)
@maxValue(360)
param restoreDays int = 30

@description('Days a nightly table backup is kept.')
@minValue(30)
param backupDays int = 90

@description('Keeps the data account from being deleted, even by an owner, until the lock is taken off.')
param lockData bool = true

@description('Memory of an instance in MB.')
@allowed([2048, 4096])
param instanceMemoryMB int = 2048

@description('The most instances at once; a ceiling on the bill as well.')
@minValue(40)
@maxValue(1000)
param maximumInstances int = 40

@description('Instances kept warm for HTTP, each billed by the second; 0 accepts cold starts.')
@minValue(0)
param warmHttpInstances int = 0

@description('Days that logs are kept.')
@minValue(30)
@maxValue(730)
param logDays int = 30

@description('The most GB of logs taken in a day, paid for as they come; -1 for no limit. A due day of the country leaves a twelfth of one.')
param logGbPerDay int = 3

@description('Who is told when an alert fires or the budget runs out.')
@minLength(1)
param alertEmails string[]

@description('The last day on time for a month\'s reports, as in the reporting calendar.')
@minValue(1)
@maxValue(28)
param dueDay int = 5

@description('What a month may cost, in the currency of the billing account.')
@minValue(1)
param monthlyBudget int

@description('First day (yyyy-MM-01) of the month in which the budget is first created. Empty leaves the budget as it is: Azure refuses to move the start of a budget.')
param budgetStart string = ''

@description('Whether the leaders\' brief is posted to a webhook, whose address and signing secret lie in the key vault.')
param hasWebhook bool = false

@description('More application settings, none of them secret (sign-in authority, audience, and so on).')
param extraSettings object = {}

@description('Where people reach the product, such as https://bao-cao.example: links in exports, feeds, briefs and messages begin with it. Empty for the address that Azure gives the app.')
param publicUrl string = ''

@description('Object id of whoever deploys, who is given the data roles that create-key and restore need. Empty for nobody.')
param operatorId string = ''

@description('What operatorId is.')
@allowed(['User', 'Group', 'ServicePrincipal'])
param operatorType string = 'User'

var tags = { 'azd-env-name': environmentName, product: 'youth-functions' }

resource group 'Microsoft.Resources/resourceGroups@2024-03-01' = {
  name: 'rg-youth-${environmentName}'
  location: location
  tags: tags
}

module product 'product.bicep' = {
  scope: group
  params: {
    environmentName: environmentName
    location: location
    tags: tags
    head: head
    dataSku: dataSku
    restoreDays: restoreDays
    backupDays: backupDays
    lockData: lockData
    instanceMemoryMB: instanceMemoryMB
    maximumInstances: maximumInstances
    warmHttpInstances: warmHttpInstances
    logDays: logDays
    logGbPerDay: logGbPerDay
    alertEmails: alertEmails
    dueDay: dueDay
    hasWebhook: hasWebhook
    extraSettings: extraSettings
    publicUrl: publicUrl
    operatorId: operatorId
    operatorType: operatorType
  }
}

module budget 'budget.bicep' = if (!empty(budgetStart)) {
  scope: group
  params: { amount: monthlyBudget, start: budgetStart, emails: alertEmails }
}

output AZURE_RESOURCE_GROUP string = group.name
output AZURE_FUNCTION_APP_NAME string = product.outputs.appName
output SERVICE_FUNCTIONS_URI string = product.outputs.appUri
output DATA_ACCOUNT string = product.outputs.dataAccount
// As create-key and restore read them, and which service of azure.yaml is deployed.
output Storage__TableEndpoint string = 'https://${product.outputs.dataAccount}.table.${environment().suffixes.storage}'
output Storage__BlobEndpoint string = 'https://${product.outputs.dataAccount}.blob.${environment().suffixes.storage}'
output DEPLOY_ISOLATED bool = head == 'dotnet-isolated'
output DEPLOY_CUSTOM bool = head == 'custom'
