#!/bin/sh
# Installs what `npm run test:site` needs on Debian: a browser, and the fonts without which no letter has a width.
set -eu
export DEBIAN_FRONTEND=noninteractive
apt-get update
apt-get install --yes --no-install-recommends chromium-headless-shell fonts-dejavu-core
