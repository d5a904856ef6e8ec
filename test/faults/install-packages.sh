#!/bin/sh
# Installs what `npm run test:faults` needs on Debian or Ubuntu: strace, which makes system calls fail, chattr, and bindfs
# for a FUSE mount that hangs.
set -eu
export DEBIAN_FRONTEND=noninteractive
apt-get update
apt-get install --yes --no-install-recommends strace e2fsprogs bindfs fuse3
