#!/bin/sh
# Stands in for docker, which can't run in a test: it knows volumes and containers by their files alone, and does what the
# recipe asks of it. Below /var/lib/docker, containers/NAME is the state of a container that uses the volume
# uses/NAME, and log has all that was asked.
set -eu
umask 022
cd /var/lib/docker
echo "$*" >>log

name=
for argument; do
  name=$argument
done

# containers STATE...: those in one of the states that use the volume that the filter names.
containers() {
  for container in containers/*; do
    state=$(cat "$container")
    container=${container##*/}
    for wanted; do
      if [ "$state" = "$wanted" ] && [ "volume=$(cat "uses/$container")" = "$filter" ]; then
        echo "$container"
      fi
    done
  done
}

# change FROM TO: the state of the container that was named last.
change() {
  if [ "$(cat "containers/$name")" != "$1" ]; then
    echo "$name is not $1" >&2
    exit 1
  fi
  echo "$2" >"containers/$name"
  echo "$name"
}

filter=${4-}
case "$*" in
  'volume ls --quiet') ls volumes ;;
  'volume inspect --format {{.Driver}}{{if .Options}} with options{{end}} '*) echo local ;;
  'volume inspect --format {{.Mountpoint}} '*) echo "$PWD/volumes/$name/_data" ;;
  "volume create $name") mkdir --parents "volumes/$name/_data" ;;
  'ps --quiet --filter volume='*' --filter status=running') containers running ;;
  'ps --quiet --filter volume='*) containers running paused ;;
  "pause $name") change running paused ;;
  "unpause $name") change paused running ;;
  "stop $name") change running exited ;;
  "start $name") change exited running ;;
  *)
    echo "this docker does not know $*" >&2
    exit 1
    ;;
esac
