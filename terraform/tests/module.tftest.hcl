# `terraform init && terraform test`: plans with a provider that asks no controller.
mock_provider "juju" {}

variables {
  model_uuid = "5f4d3c2b-0000-4000-8000-000000000000"
}

run "deploys_without_any_option" {
  command = plan

  assert {
    condition     = juju_application.backup_integrator.charm[0].name == "backup-integrator"
    error_message = "Another charm is deployed."
  }
  assert {
    condition     = juju_application.backup_integrator.name == "backup-integrator"
    error_message = "The application does not have the charm's name."
  }
  assert {
    condition     = output.requires.juju_info.endpoint == "juju-info" && output.requires.backup.endpoint == "backup"
    error_message = "An integration can't be made of the outputs."
  }
  assert {
    condition     = length(output.provides) == 0
    error_message = "The charm provides nothing."
  }
}

run "passes_options_on_as_text" {
  command = plan

  variables {
    config = {
      fileset             = "/etc,/srv"
      run-before-backup   = "#!/bin/sh\necho '@' ok\n"
      script-environment  = "secret:d0c3b2a1"
      script-timeout      = "1d12h"
      expect-backup-every = "26h"
      strict              = true
    }
    resources = { site-plugins = 3 }
  }

  assert {
    condition     = juju_application.backup_integrator.config["strict"] == "true"
    error_message = "A switch is not what Juju reads."
  }
  assert {
    condition     = juju_application.backup_integrator.config["run-before-backup"] == "#!/bin/sh\necho '@' ok\n"
    error_message = "A script is not the one that was given."
  }
}

run "refuses_an_option_that_the_charm_does_not_have" {
  command = plan
  variables {
    config = { filesets = "/etc" }
  }
  expect_failures = [var.config]
}

run "refuses_a_file_in_the_words_of_juju_config" {
  command = plan
  variables {
    config = { run-before-backup = "@dump.sh" }
  }
  expect_failures = [var.config]
}

run "refuses_a_switch_that_is_neither_true_nor_false" {
  command = plan
  variables {
    config = { strict = "yes" }
  }
  expect_failures = [var.config]
}

run "refuses_a_length_of_time_without_a_unit" {
  command = plan
  variables {
    config = { script-timeout = "90" }
  }
  expect_failures = [var.config]
}

run "refuses_a_password_in_the_place_of_a_secret" {
  command = plan
  variables {
    config = { script-environment = "hunter2" }
  }
  expect_failures = [var.config]
}

run "refuses_a_resource_that_the_charm_does_not_have" {
  command = plan
  variables {
    resources = { plugins = 1 }
  }
  expect_failures = [var.resources]
}
