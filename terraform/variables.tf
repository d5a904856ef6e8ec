locals {
  # What the charm has stands there and nowhere else. It comes with the module where `source` names this repository with
  # //terraform behind it, as Terraform then fetches all of it.
  charmcraft = yamldecode(file("${path.module}/../charm/charmcraft.yaml"))

  options   = keys(local.charmcraft.config.options)
  switches  = [for name, option in local.charmcraft.config.options : name if option.type == "boolean"]
  resources = keys(try(local.charmcraft.resources, {}))

  durations = ["script-timeout", "expect-backup-every"]
}

variable "app_name" {
  description = "Name to give the deployed application, in the place of the charm's own."
  type        = string
  default     = null
}

variable "base" {
  description = "The operating system of the principal's machines, as in ubuntu@24.04."
  type        = string
  default     = null
}

variable "channel" {
  description = "Channel of the charm."
  type        = string
  default     = "latest/edge"
  nullable    = false
}

variable "config" {
  description = "Options of the charm, by name."
  # A map and not an object: of an object, Terraform drops what its type does not have, such as a misspelt option, and
  # says nothing.
  type     = map(string)
  default  = {}
  nullable = false

  validation {
    condition     = length(setsubtract(keys(var.config), local.options)) == 0
    error_message = "The charm has no such option: ${join(", ", setsubtract(keys(var.config), local.options))}."
  }

  validation {
    condition     = alltrue([for value in values(var.config) : !startswith(value, "@")])
    error_message = "@FILE is for juju config. Write file(\"$${path.module}/FILE\"), so that Terraform reads the file."
  }

  validation {
    condition = alltrue([
      for option, value in var.config : contains(["true", "false"], value) if contains(local.switches, option)
    ])
    error_message = "These are either true or false: ${join(", ", local.switches)}."
  }

  validation {
    condition = alltrue([
      for option, value in var.config : can(regex("^([0-9]+[dhms])+$", value)) if contains(local.durations, option)
    ])
    error_message = "These are lengths of time, as in 90s, 2h or 1d12h: ${join(", ", local.durations)}."
  }

  validation {
    condition     = startswith(lookup(var.config, "script-environment", "secret:"), "secret:")
    error_message = "script-environment is the URI of a secret, as secret_uri of a juju_secret has it. A password is none."
  }
}

variable "model_uuid" {
  description = "UUID of the model, in which the principal and the provider of backups are."
  type        = string
  nullable    = false
}

variable "resources" {
  description = "Revisions of the charm's resources, by name."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition     = length(setsubtract(keys(var.resources), local.resources)) == 0
    error_message = "The charm has no such resource: ${join(", ", setsubtract(keys(var.resources), local.resources))}."
  }
}

variable "revision" {
  description = "Revision of the charm. It decides for which architecture the charm is, too."
  type        = number
  default     = null
}
