# A subordinate: Juju refuses it units and constraints.
resource "juju_application" "backup_integrator" {
  name       = coalesce(var.app_name, local.charmcraft.name)
  model_uuid = var.model_uuid

  charm {
    name     = local.charmcraft.name
    channel  = var.channel
    revision = var.revision
    base     = var.base
  }

  config    = var.config
  resources = var.resources
}
