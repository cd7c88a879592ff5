// The parts in the order in which they need each other: identity, watching, storage, secrets, the app, its roles, the alerts.
param environmentName string
param location string
param tags object
param head 'dotnet-isolated' | 'custom'
param dataSku string
param restoreDays int
param backupDays int
param lockData bool
param instanceMemoryMB int
param maximumInstances int
param warmHttpInstances int
param logDays int
param logGbPerDay int
param alertEmails string[]
param dueDay int
param hasWebhook bool
param extraSettings object
param publicUrl string
param operatorId string
param operatorType 'User' | 'Group' | 'ServicePrincipal'

// Every name is known before anything is deployed, so that what-if can foresee all of it. Names that must be unique in the
// world end in a token that is the same for every deployment to this group.
var token = take(uniqueString(subscription().id, resourceGroup().id, environmentName), 8)
var suffix = '${environmentName}-${token}'
var names = {
  identity: 'id-youth-${suffix}'
  workspace: 'log-youth-${suffix}'
  insights: 'appi-youth-${suffix}'
  hostAccount: 'styouthhost${token}'
  dataAccount: 'styouthdata${token}'
  vault: 'kv-youth-${token}'
}
var containers = loadJsonContent('containers.json')

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: names.identity
  location: location
  tags: tags
}

module watching 'watching.bicep' = {
  params: {
    workspaceName: names.workspace
    insightsName: names.insights
    location: location
    tags: tags
    logDays: logDays
    logGbPerDay: logGbPerDay
  }
}

module hostStorage 'storage-host.bicep' = {
  params: { name: names.hostAccount, location: location, tags: tags }
}

module dataStorage 'storage-data.bicep' = {
  params: {
    name: names.dataAccount
    location: location
    tags: tags
    sku: dataSku
    containers: containers
    restoreDays: restoreDays
    backupDays: backupDays
    isLocked: lockData
  }
}

module vault 'vault.bicep' = if (hasWebhook) {
  params: { name: names.vault, location: location, tags: tags, identityName: identity.name }
}

module roles 'roles.bicep' = {
  params: {
    identityName: identity.name
    hostAccount: names.hostAccount
    dataAccount: names.dataAccount
    containers: containers
    insights: names.insights
    operatorId: operatorId
    operatorType: operatorType
  }
  dependsOn: [hostStorage, dataStorage, watching]
}

module app 'app.bicep' = {
  params: {
    suffix: suffix
    location: location
    tags: tags
    head: head
    identityName: identity.name
    hostAccount: names.hostAccount
    dataAccount: names.dataAccount
    insights: names.insights
    vaultName: hasWebhook ? names.vault : ''
    instanceMemoryMB: instanceMemoryMB
    maximumInstances: maximumInstances
    warmHttpInstances: warmHttpInstances
    extraSettings: extraSettings
    publicUrl: publicUrl
  }
  // A first start without the roles would fail and be retried for minutes.
  dependsOn: [roles, vault]
}

module alerts 'alerts.bicep' = {
  params: { suffix: suffix, location: location, tags: tags, workspace: names.workspace, emails: alertEmails, dueDay: dueDay }
  dependsOn: [watching]
}

output appName string = app.outputs.name
output appUri string = app.outputs.uri
output dataAccount string = names.dataAccount
