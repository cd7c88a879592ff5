// Where traces, metrics and logs go. Both resources refuse keys: only an identity with the role may write.
param workspaceName string
param insightsName string
param location string
param tags object
param logDays int
param logGbPerDay int

resource workspace 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: workspaceName
  location: location
  tags: tags
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: logDays
    workspaceCapping: { dailyQuotaGb: logGbPerDay }
    features: { disableLocalAuth: true }
  }
}

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: insightsName
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: workspace.id
    DisableLocalAuth: true
  }
}
