#!/usr/bin/env bash
# Usage: scripts/with-postgres.sh COMMAND…
#
# Runs the command with a PostgreSQL of its own: a new, empty cluster in a
# temporary folder, listening on a free port of 127.0.0.1 only. Its address, as
# superuser, is in IOR_TEST_POSTGRES_URL. Gone when the command ends; the exit
# code is the command's.
set -euo pipefail

fail() { printf 'with-postgres: %s\n' "$*" >&2; exit 1; }
[ $# -gt 0 ] || fail "which command?"

bin=$(dirname "$(command -v pg_ctl || compgen -G '/usr/lib/postgresql/*/bin/pg_ctl' | sort -V | tail -n1)")
[ -x "$bin/initdb" ] || fail "PostgreSQL is not installed: make setup-tests"

# PostgreSQL refuses to run as root.
as_postgres() {
  if [ "$(id -u)" = 0 ]; then setpriv --reuid=postgres --regid=postgres --init-groups env HOME="$dir" "$@"
  else "$@"; fi
}

dir=$(mktemp -d "${TMPDIR:-/tmp}/ior-postgres.XXXXXX")
stop() {
  as_postgres "$bin/pg_ctl" stop -D "$dir/data" -m immediate -s >/dev/null 2>&1 || true
  rm -rf "$dir"
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

password=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
printf '%s' "$password" >"$dir/password"
[ "$(id -u)" != 0 ] || chown -R postgres: "$dir"
cd "$dir"
as_postgres "$bin/initdb" -D data -U postgres --auth=scram-sha-256 --pwfile=password \
  --encoding=UTF8 --locale=C.UTF-8 --no-sync >initdb.log 2>&1 || { cat initdb.log >&2; fail "initdb failed"; }

# Nothing here has to outlive a power cut.
cat >>data/postgresql.conf <<CONF
listen_addresses = '127.0.0.1'
unix_socket_directories = '$dir'
fsync = off
synchronous_commit = off
full_page_writes = off
max_connections = 200
CONF

# A taken port makes the start fail: then the next one is tried.
start() {
  local try
  for try in 1 2 3 4 5; do
    port=$((20000 + RANDOM % 12000))
    as_postgres "$bin/pg_ctl" start -D data -w -s -l server.log -o "-p $port" >/dev/null 2>&1 && return
  done
  cat server.log >&2
  fail "PostgreSQL did not start"
}
start

cd "$OLDPWD"
export IOR_TEST_POSTGRES_URL="postgres://postgres:$password@127.0.0.1:$port/postgres"
"$@"
