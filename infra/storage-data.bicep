// The product's data: tables, and the containers that the app names. Any blob can be brought back to any moment of the last
// weeks; tables have no such feature, so the app's nightly timer copies them into the container `backups`.
param name string
param location string
param tags object
param sku string
param containers string[]
@minValue(1)
param restoreDays int
param backupDays int
param isLocked bool

// Days that a deleted or overwritten blob is kept. Point-in-time restore needs more of them than it reaches back.
var keptDays = restoreDays + 5

resource account 'Microsoft.Storage/storageAccounts@2024-01-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: sku }
  properties: {
    accessTier: 'Hot'
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    encryption: { keySource: 'Microsoft.Storage', requireInfrastructureEncryption: true }
  }

  resource blobs 'blobServices' = {
    name: 'default'
    properties: {
      isVersioningEnabled: true
      changeFeed: { enabled: true, retentionInDays: keptDays }
      deleteRetentionPolicy: { enabled: true, days: keptDays }
      containerDeleteRetentionPolicy: { enabled: true, days: keptDays }
      restorePolicy: { enabled: true, days: restoreDays }
    }

    resource all 'containers' = [
      for container in containers: {
        name: container
        properties: { publicAccess: 'None' }
      }
    ]
  }

  resource lifecycle 'managementPolicies' = {
    name: 'default'
    properties: {
      policy: {
        rules: [
          {
            // The app itself deletes daily snapshots after 30 days; what is older is a month's, and is kept for ever.
            name: 'cool-monthly-exports'
            enabled: true
            type: 'Lifecycle'
            definition: {
              filters: { blobTypes: ['blockBlob'], prefixMatch: ['exports/'] }
              actions: {
                baseBlob: {
                  tierToCool: { daysAfterModificationGreaterThan: 35 }
                  tierToCold: { daysAfterModificationGreaterThan: 180 }
                }
              }
            }
          }
          {
            name: 'cool-past-forecasts-and-briefs'
            enabled: true
            type: 'Lifecycle'
            definition: {
              filters: { blobTypes: ['blockBlob'], prefixMatch: ['forecasts/', 'briefs/'] }
              actions: { baseBlob: { tierToCool: { daysAfterModificationGreaterThan: 90 } } }
            }
          }
          {
            name: 'end-backups'
            enabled: true
            type: 'Lifecycle'
            definition: {
              filters: { blobTypes: ['blockBlob'], prefixMatch: ['backups/'] }
              actions: { baseBlob: { delete: { daysAfterModificationGreaterThan: backupDays } } }
            }
          }
          {
            // Versioning keeps every overwritten blob; without an end that grows for ever.
            name: 'end-old-versions'
            enabled: true
            type: 'Lifecycle'
            definition: {
              filters: { blobTypes: ['blockBlob'], prefixMatch: map(containers, container => '${container}/') }
              actions: { version: { delete: { daysAfterCreationGreaterThan: keptDays } } }
            }
          }
        ]
      }
    }
    dependsOn: [blobs]
  }
}

resource lock 'Microsoft.Authorization/locks@2020-05-01' = if (isLocked) {
  scope: account
  name: 'keep-data'
  properties: { level: 'CanNotDelete', notes: 'Reports of the whole organisation. Take the lock off only to end the installation.' }
}
