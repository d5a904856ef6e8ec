#!/bin/sh
# Installs what `npm run test:bacula` needs on Debian 12 or newer: PostgreSQL, rclone and small tools, and two releases
# of Bacula, which no machine can have installed side by side: each is unpacked with all its libraries into a folder.
set -eu

export DEBIAN_FRONTEND=noninteractive
apt-get update
apt-get install --yes --no-install-recommends \
  postgresql sqlite3 rclone acl attr libcap2-bin debian-archive-keyring

home=/usr/local/lib/bacula-proof
mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Label: Debian' | head -n 1)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# unpack SUITE RELEASE: from that suite of Debian, whatever this machine's own is.
unpack() {
  suite=$1
  root=$home/$2
  lists=$work/$suite
  packages=$lists/archives
  mkdir -p "$lists/lists/partial" "$packages/partial"
  : >"$lists/status"
  echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror $suite main" >"$lists/sources.list"
  set -- -o "Dir::Etc::sourcelist=$lists/sources.list" -o Dir::Etc::sourceparts=- -o "Dir::State::lists=$lists/lists" \
    -o "Dir::State::status=$lists/status" -o "Dir::Cache::archives=$packages" -o "Dir::Cache::pkgcache=" \
    -o "Dir::Cache::srcpkgcache=" -o APT::Sandbox::User=root --quiet
  apt-get "$@" update
  apt-get "$@" install --yes --no-install-recommends --download-only \
    bacula-fd bacula-sd bacula-console bacula-common-sqlite3 libpq5
  # The director's own dependencies are a mail server and the tools that set up a catalog.
  (cd "$packages" && apt-get "$@" download bacula-director bacula-director-sqlite3)
  mkdir "$lists/pgsql"
  (cd "$lists/pgsql" && apt-get "$@" download bacula-common-pgsql bacula-director-pgsql)

  rm -rf "$root"
  mkdir -p "$root/bin"
  for package in "$packages"/*.deb; do dpkg -x "$package" "$root"; done
  for package in "$lists"/pgsql/*.deb; do dpkg -x "$package" "$root/pgsql"; done
  for name in bacula-dir bacula-sd bacula-fd bconsole bdirjson; do start "$name" "$root"; done
}

# start NAME ROOT: a program that runs with the loader and the libraries of its own suite. LD_LIBRARY_PATH chooses the
# director's catalog.
start() {
  loader=$(find "$2" -name 'ld-linux*.so.*' -type f)
  libraries=$(find "$2" -path "$2/pgsql" -prune -o -name 'lib*.so.*' -printf '%h\n' | sort -u | paste -s -d :)
  cat >"$2/bin/$1" <<SCRIPT
#!/bin/sh
exec $loader --library-path "\${LD_LIBRARY_PATH:+\$LD_LIBRARY_PATH:}$2/usr/lib/bacula:$libraries" $2/usr/sbin/$1 "\$@"
SCRIPT
  chmod 755 "$2/bin/$1"
}

unpack bookworm 9
unpack trixie 15
