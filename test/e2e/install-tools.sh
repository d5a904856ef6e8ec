#!/bin/sh
# Installs what the tests in this folder need, on Debian or Ubuntu, as root.
# charmcraft goes to build/charmcraft, so put build/charmcraft/bin on PATH for the tests.
set -eu
CDPATH='' cd -- "$(dirname -- "$0")/../.."

export DEBIAN_FRONTEND=noninteractive
apt-get update
apt-get install --yes --no-install-recommends \
  libc6-arm64-cross python3-apt python3-venv qemu-user
/usr/bin/python3 -m venv --clear build/charmcraft
build/charmcraft/bin/pip install --quiet charmcraft==4.5.0
# charmcraft installs packages with python3-apt, which is not on PyPI. Nothing else of the system's Python may come in.
ln -s /usr/lib/python3/dist-packages/apt /usr/lib/python3/dist-packages/apt_pkg*.so \
  build/charmcraft/lib/python3*/site-packages/
