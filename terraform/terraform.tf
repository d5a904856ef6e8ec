terraform {
  # The first one in which a validation may name a local value.
  required_version = ">= 1.9"

  required_providers {
    juju = {
      source  = "juju/juju"
      version = ">= 1.0"
    }
  }
}
