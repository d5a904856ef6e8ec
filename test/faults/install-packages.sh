#!/bin/sh
# Installs what `npm run test:faults` needs on Debian or Ubuntu: strace, which makes system calls fail, and chattr.
set -eu
export DEBIAN_FRONTEND=noninteractive
apt-get update
apt-get install --yes --no-install-recommends strace e2fsprogs
