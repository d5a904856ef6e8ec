/** A charmcraft.yaml with one of each thing that may be in it. */
export const sample = `type: charm
name: sample-charm
title: Sample Charm
summary: Stands for any charm.
description: |
  A charm that nobody deploys.
links:
  website: https://example.com/charm

subordinate: true
assumes:
  - juju >= 3.6

requires:
  backup:
    interface: backup
  juju-info:
    interface: juju-info
    scope: container

peers:
  peers:
    interface: sample

config:
  options:
    fileset:
      type: string
      description: |
        What to save.

        Example: /etc,/srv
    strict:
      type: boolean
      default: false
      description: Whether a warning is an error.
    count:
      type: int
      description: How many.

resources:
  site-plugins:
    type: file
    filename: site-plugins.mjs
    description: Checks of a site.

platforms:
  ubuntu@22.04:amd64:
  ubuntu@22.04:arm64:
  ubuntu@24.04:amd64:
  ubuntu@24.04:arm64:

parts:
  charm:
    plugin: nil
    source: .
`;
