#!/bin/sh
# Installs what `npm run test:bacula` needs on Debian 12 and Ubuntu: Bacula, PostgreSQL, rclone and small tools.
set -eu

export DEBIAN_FRONTEND=noninteractive
apt-get update
apt-get install --yes --no-install-recommends \
  bacula-director bacula-director-sqlite3 bacula-sd bacula-fd bacula-console \
  postgresql rclone acl attr libcap2-bin

# The packages of the two catalogs exclude each other, so PostgreSQL's is unpacked beside the installed one.
target=/usr/local/lib/bacula-pgsql
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
apt-get download -o APT::Sandbox::User=root bacula-common-pgsql bacula-director-pgsql
rm -rf "$target"
for package in *.deb; do dpkg -x "$package" "$target"; done
