#!/usr/bin/env bash
# Usage: scripts/with-check-databases.sh COMMAND…
#
# Runs the command with a database of each engine, made by all migrations, that
# queries are checked against while they are compiled.
set -euo pipefail
cd "$(dirname "$0")/.."

# PostgreSQL is there while this runs again inside with-postgres.sh.
[ -n "${IOR_TEST_POSTGRES_URL:-}" ] || exec scripts/with-postgres.sh "$0" "$@"

temp=$(mktemp -d)
trap 'rm -rf "$temp"' EXIT

make_database() { # engine, address
  cargo run --quiet --example check-database -- "$2" "migrations/$1" "migrations/keyring/$1"
}

export IOR_CHECK_SQLITE_URL="sqlite:$temp/check.sqlite"
make_database sqlite "$IOR_CHECK_SQLITE_URL?mode=rwc"

export IOR_CHECK_POSTGRES_URL="${IOR_TEST_POSTGRES_URL%/*}/ior_check"
PGOPTIONS='-c client_min_messages=warning' psql -q "$IOR_TEST_POSTGRES_URL" -c 'DROP DATABASE IF EXISTS ior_check' -c 'CREATE DATABASE ior_check'
make_database postgres "$IOR_CHECK_POSTGRES_URL"

SQLX_OFFLINE=false "$@"
