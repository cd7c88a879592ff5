// What the app's identity may do, each role at the smallest scope that works. Key Vault's role stands beside the vault.
// And what whoever deploys may do with the data: make the first key, restore.
param identityName string
param hostAccount string
param dataAccount string
param containers string[]
param insights string
param operatorId string
param operatorType 'User' | 'Group' | 'ServicePrincipal'

var blobDataOwner = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b')
var blobDataContributor = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'ba92f5b4-2d11-453d-a403-e96b0029c9fe')
var blobDelegator = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'db58b8e5-c6ad-4a2a-8342-4190687cbf4a')
var tableDataContributor = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3')
var queueDataContributor = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '974c5e8b-45b9-4653-ba55-5f855dd0fb88')
var metricsPublisher = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '3913510d-42f4-4e42-8a64-420c390055eb')

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' existing = {
  name: identityName
}

resource host 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: hostAccount
}

resource data 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: dataAccount

  resource blobs 'blobServices' existing = {
    name: 'default'

    resource all 'containers' existing = [for container in containers: { name: container }]
  }
}

resource component 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insights
}

// The host: leases on timers, keys, the package.
resource hostBlobs 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: host
  name: guid(host.id, identity.id, blobDataOwner)
  properties: { principalId: identity.properties.principalId, principalType: 'ServicePrincipal', roleDefinitionId: blobDataOwner }
}

// The host: its diagnostic events.
resource hostTables 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: host
  name: guid(host.id, identity.id, tableDataContributor)
  properties: { principalId: identity.properties.principalId, principalType: 'ServicePrincipal', roleDefinitionId: tableDataContributor }
}

// The product's tables; it creates those that are missing, so the scope is the account.
resource dataTables 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: data
  name: guid(data.id, identity.id, tableDataContributor)
  properties: { principalId: identity.properties.principalId, principalType: 'ServicePrincipal', roleDefinitionId: tableDataContributor }
}

// The product's queues, which it and the host's triggers send to, take from and create: the product's account only.
resource dataQueues 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: data
  name: guid(data.id, identity.id, queueDataContributor)
  properties: { principalId: identity.properties.principalId, principalType: 'ServicePrincipal', roleDefinitionId: queueDataContributor }
}

// Short-lived download links are signed with a delegation key, which is asked for at the account.
resource dataLinks 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: data
  name: guid(data.id, identity.id, blobDelegator)
  properties: { principalId: identity.properties.principalId, principalType: 'ServicePrincipal', roleDefinitionId: blobDelegator }
}

// The product's blobs, container by container.
resource dataBlobs 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for (container, i) in containers: {
    scope: data::blobs::all[i]
    name: guid(data.id, container, identity.id, blobDataContributor)
    properties: { principalId: identity.properties.principalId, principalType: 'ServicePrincipal', roleDefinitionId: blobDataContributor }
  }
]

resource telemetry 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: component
  name: guid(component.id, identity.id, metricsPublisher)
  properties: { principalId: identity.properties.principalId, principalType: 'ServicePrincipal', roleDefinitionId: metricsPublisher }
}

// The first key is two rows of tables.
resource operatorTables 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(operatorId)) {
  scope: data
  name: guid(data.id, operatorId, tableDataContributor)
  properties: { principalId: operatorId, principalType: operatorType, roleDefinitionId: tableDataContributor }
}

// A restore reads backups and writes the containers.
resource operatorBlobs 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for (container, i) in containers: if (!empty(operatorId)) {
    scope: data::blobs::all[i]
    name: guid(data.id, container, operatorId, blobDataContributor)
    properties: { principalId: operatorId, principalType: operatorType, roleDefinitionId: blobDataContributor }
  }
]
