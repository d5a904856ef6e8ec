# A subordinate: Juju refuses it units and constraints.
resource "juju_application" "backup_integrator" {
  name       = var.app_name
  model_uuid = var.model_uuid

  charm {
    name     = "backup-integrator"
    channel  = var.channel
    revision = var.revision
    base     = var.base
  }

  config    = var.config
  resources = var.resources
}
