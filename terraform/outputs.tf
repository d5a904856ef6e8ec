output "application" {
  description = "The deployed application."
  value       = juju_application.backup_integrator
}

output "provides" {
  description = "Endpoints that the charm provides: none."
  value       = {}
}

output "requires" {
  description = "Endpoints that the charm requires, each as an integration wants it."
  value = {
    backup = {
      kind     = "endpoint"
      name     = juju_application.backup_integrator.name
      endpoint = "backup"
    }
    juju_info = {
      kind     = "endpoint"
      name     = juju_application.backup_integrator.name
      endpoint = "juju-info"
    }
  }
}
