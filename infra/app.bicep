// The function app on Flex Consumption. The two heads differ in one value, the runtime; settings and storage are the same.
param suffix string
param location string
param tags object
param head 'dotnet-isolated' | 'custom'
param identityName string
param hostAccount string
param dataAccount string
param insights string
param vaultName string
param instanceMemoryMB int
param maximumInstances int
param warmHttpInstances int
param extraSettings object
param publicUrl string

var runtimes = {
  'dotnet-isolated': { name: 'dotnet-isolated', version: '10.0' }
  custom: { name: 'custom', version: '1.0' }
}

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' existing = {
  name: identityName
}

resource host 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: hostAccount
}

resource data 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: dataAccount
}

resource component 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insights
}

// The two are references that the platform resolves with the app's identity; an operator puts the values into the vault.
var secrets = 'https://${vaultName}${environment().suffixes.keyvaultDns}/secrets'
var webhookSettings = empty(vaultName)
  ? {}
  : {
      Brief__WebhookUrl: '@Microsoft.KeyVault(SecretUri=${secrets}/brief-webhook-url)'
      Brief__WebhookSecret: '@Microsoft.KeyVault(SecretUri=${secrets}/brief-webhook-secret)'
    }

// When each timer fires. The host finds no schedule without its setting; `extraSettings` can hold other ones.
var schedules = toObject(loadJsonContent('timers.json'), timer => '${timer.name}Schedule', timer => timer.schedule)

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: 'plan-youth-${suffix}'
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { tier: 'FlexConsumption', name: 'FC1' }
  properties: { reserved: true }
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: 'func-youth-${suffix}'
  location: location
  tags: union(tags, { 'azd-service-name': 'functions' })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identity.id}': {} }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    clientAffinityEnabled: false
    keyVaultReferenceIdentity: identity.id
    siteConfig: {
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      ftpsState: 'Disabled'
      http20Enabled: true
    }
    functionAppConfig: {
      runtime: runtimes[head]
      deployment: {
        storage: {
          type: 'blobContainer'
          value: '${host.properties.primaryEndpoints.blob}packages'
          authentication: { type: 'UserAssignedIdentity', userAssignedIdentityResourceId: identity.id }
        }
      }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemoryMB
        maximumInstanceCount: maximumInstances
        alwaysReady: warmHttpInstances == 0 ? [] : [{ name: 'http', instanceCount: warmHttpInstances }]
      }
    }
  }

  // Every one is described in docs/settings.md, and none is a secret.
  resource settings 'config' = {
    name: 'appsettings'
    properties: union(
      schedules,
      extraSettings,
      {
        AzureWebJobsStorage__accountName: host.name
        AzureWebJobsStorage__credential: 'managedidentity'
        AzureWebJobsStorage__clientId: identity.properties.clientId
        AZURE_CLIENT_ID: identity.properties.clientId
        Storage__TableEndpoint: data.properties.primaryEndpoints.table
        PublicUrl: empty(publicUrl) ? 'https://${app.properties.defaultHostName}' : publicUrl
        Storage__BlobEndpoint: data.properties.primaryEndpoints.blob
        Storage__QueueEndpoint: data.properties.primaryEndpoints.queue
        Queues__queueServiceUri: data.properties.primaryEndpoints.queue
        Queues__credential: 'managedidentity'
        Queues__clientId: identity.properties.clientId
        PartsQueue: 'parts'
        RollupsQueue: 'rollups'
        // The host then takes the client's address from Azure's front end, and hands it on; without it all callers that have no key
        // would have one address, and share what one of them may ask.
        ASPNETCORE_FORWARDEDHEADERS_ENABLED: 'true'
        APPLICATIONINSIGHTS_CONNECTION_STRING: component.properties.ConnectionString
        APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identity.properties.clientId};Authorization=AAD'
      },
      webhookSettings
    )
  }

  // Deployment goes by identity; the password ways in are closed.
  resource ftp 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: { allow: false }
  }

  resource scm 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: { allow: false }
  }
}

output name string = app.name
output uri string = 'https://${app.properties.defaultHostName}'
