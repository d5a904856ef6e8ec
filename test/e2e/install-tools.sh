#!/bin/sh
# Installs what the tests in this folder need, on Debian or Ubuntu, as root.
# charmcraft goes to build/charmcraft, so put build/charmcraft/bin on PATH for the tests.
set -eu
CDPATH='' cd -- "$(dirname -- "$0")/../.."

export DEBIAN_FRONTEND=noninteractive
apt-get update
# python3-apt is what charmcraft installs packages with; it is not on PyPI.
apt-get install --yes --no-install-recommends \
  libc6-arm64-cross python3-apt python3-venv qemu-user
/usr/bin/python3 -m venv --system-site-packages build/charmcraft
build/charmcraft/bin/pip install --quiet charmcraft==4.5.0
