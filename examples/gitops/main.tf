# Backups of one application, as Terraform deploys them. The application itself and the provider of backups are here
# already, in the model.
terraform {
  required_version = ">= 1.9"

  required_providers {
    juju = {
      source  = "juju/juju"
      version = ">= 1.0"
    }
  }
}

provider "juju" {}

variable "model_uuid" {
  description = "UUID of the model."
  type        = string
}

module "backup_integrator" {
  source     = "../../terraform"
  model_uuid = var.model_uuid
  base       = "ubuntu@24.04"

  # The file that is checked in CI is the one that is deployed.
  config = yamldecode(file("${path.module}/backups.yaml"))["backup-integrator"]
}

resource "juju_integration" "principal" {
  model_uuid = var.model_uuid

  application {
    name     = "my-app"
    endpoint = "juju-info"
  }

  application {
    name     = module.backup_integrator.requires.juju_info.name
    endpoint = module.backup_integrator.requires.juju_info.endpoint
  }
}

resource "juju_integration" "provider" {
  model_uuid = var.model_uuid

  application {
    name     = "bacula-fd"
    endpoint = "backup"
  }

  application {
    name     = module.backup_integrator.requires.backup.name
    endpoint = module.backup_integrator.requires.backup.endpoint
  }
}
