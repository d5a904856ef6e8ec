output "application" {
  description = "The deployed application."
  value       = juju_application.backup_integrator
}

output "provides" {
  description = "Endpoints that the charm provides, by name with _ for -: none."
  value = {
    for endpoint in keys(try(local.charmcraft.provides, {})) : replace(endpoint, "-", "_") => {
      kind     = "endpoint"
      name     = juju_application.backup_integrator.name
      endpoint = endpoint
    }
  }
}

output "requires" {
  description = "Endpoints that the charm requires, by name with _ for -, each as an integration wants it."
  value = {
    for endpoint in keys(local.charmcraft.requires) : replace(endpoint, "-", "_") => {
      kind     = "endpoint"
      name     = juju_application.backup_integrator.name
      endpoint = endpoint
    }
  }
}
