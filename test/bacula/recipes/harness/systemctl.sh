#!/bin/sh
# Stands in for systemctl on a test's machine, where no systemd runs: /etc/services/<name>/run is a service in the
# foreground, and /etc/services/<name>/ready succeeds once it answers.
set -eu

name=${3:-$2}
service=/etc/services/$name
[ -x "$service/run" ] || {
  echo "Unit $name.service not found." >&2
  exit 5
}

# A process that has ended, but that nobody has waited for, has no program any more.
is_active() { [ -e "$service/pid" ] && readlink "/proc/$(cat "$service/pid")/exe" >/dev/null; }

case "$1 ${3:+$2}" in
  'is-active --quiet')
    is_active
    ;;
  'start ')
    is_active && exit 0
    setsid "$service/run" </dev/null >"$service/log" 2>&1 &
    echo $! >"$service/pid"
    until "$service/ready" >/dev/null 2>&1; do
      is_active || {
        cat "$service/log" >&2
        exit 1
      }
      sleep 0.1
    done
    ;;
  'stop ')
    is_active || exit 0
    kill "$(cat "$service/pid")"
    while is_active; do sleep 0.1; done
    ;;
  *)
    echo "this systemctl does not know $*" >&2
    exit 1
    ;;
esac
