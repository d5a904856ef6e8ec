#!/bin/sh
# Installs what `npm run test:bacula` needs on Debian 12 or newer: the services of the recipes, rclone, FUSE and small tools,
# Bacula 15, and the file daemon of Bacula 9. No machine can have both installed: each is unpacked with all its libraries
# into a folder.
set -eu

export DEBIAN_FRONTEND=noninteractive
apt-get update
policy=
work=$(mktemp -d)
trap 'rm -rf "$work" $policy' EXIT

# Nobody needs the services to run: the tests start their own.
if [ ! -e /usr/sbin/policy-rc.d ]; then
  policy=/usr/sbin/policy-rc.d
  printf '#!/bin/sh\nexit 101\n' >"$policy"
  chmod 755 "$policy"
fi
apt-get install --yes --no-install-recommends \
  postgresql mariadb-server-core mariadb-client redis-server slapd ldap-utils etcd-server etcd-client \
  bind9 bind9-dnsutils sqlite3 shellcheck rclone acl attr libcap2-bin bindfs fuse3 iproute2 perl-base debian-archive-keyring

# Users mount with FUSE. udev gives them the device; without it, nobody does.
[ -e /dev/fuse ] || mknod /dev/fuse c 10 229
chmod 666 /dev/fuse

home=/usr/local/lib/bacula-proof
mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Label: Debian' | head -n 1)

# in_suite SUITE ARGUMENT...: apt-get for that suite of Debian, on a machine without any package.
in_suite() {
  apt=$work/$1
  shift
  apt-get --quiet -o APT::Sandbox::User=root \
    -o "Dir::Etc::sourcelist=$apt/sources.list" -o Dir::Etc::sourceparts=- \
    -o "Dir::State::lists=$apt/lists" -o "Dir::State::status=$apt/status" \
    -o "Dir::Cache::archives=$apt/archives" -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache= "$@"
}

# unpack SUITE RELEASE PACKAGE...: the packages with all that they depend on.
unpack() {
  suite=$1
  root=$home/$2
  shift 2
  mkdir -p "$work/$suite/lists/partial" "$work/$suite/archives/partial"
  : >"$work/$suite/status"
  echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror $suite main" >"$work/$suite/sources.list"
  in_suite "$suite" update
  in_suite "$suite" install --yes --no-install-recommends --download-only "$@"
  rm -rf "$root"
  mkdir -p "$root/programs"
  for package in "$work/$suite"/archives/*.deb; do dpkg -x "$package" "$root"; done
}

# unpack_alone SUITE FOLDER PACKAGE...: the packages, whatever they depend on.
unpack_alone() {
  suite=$1
  folder=$2
  shift 2
  downloads=$(mktemp -d -p "$work")
  (cd "$downloads" && in_suite "$suite" download "$@")
  for package in "$downloads"/*.deb; do dpkg -x "$package" "$folder"; done
}

# start RELEASE NAME...: programs that run with the loader and the libraries of their own suite. LD_LIBRARY_PATH chooses
# the director's catalog.
start() {
  root=$home/$1
  shift
  loader=$(find "$root" -name 'ld-linux*.so.*' -type f)
  libraries=$(find "$root" -path "$root/pgsql" -prune -o -name 'lib*.so.*' -printf '%h\n' | sort -u | paste -s -d :)
  for name; do
    cat >"$root/programs/$name" <<SCRIPT
#!/bin/sh
exec $loader --library-path "\${LD_LIBRARY_PATH:+\$LD_LIBRARY_PATH:}$root/usr/lib/bacula:$libraries" $root/usr/sbin/$name "\$@"
SCRIPT
    chmod 755 "$root/programs/$name"
  done
}

unpack bookworm 9 bacula-fd
start 9 bacula-fd

unpack trixie 15 bacula-fd bacula-sd bacula-console bacula-common-sqlite3 libpq5
# The director depends on a mail server and on tools that set up a catalog; the packages of two catalogs exclude each other.
unpack_alone trixie "$home/15" bacula-director bacula-director-sqlite3
unpack_alone trixie "$home/15/pgsql" bacula-common-pgsql bacula-director-pgsql
start 15 bacula-fd bacula-dir bacula-sd bconsole bdirjson
