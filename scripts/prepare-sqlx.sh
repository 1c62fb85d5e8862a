#!/usr/bin/env bash
# Checks every query against both databases and writes what was found out into
# store/sqlite/.sqlx and store/postgres/.sqlx, which are committed: whoever
# builds the product needs no database.
#
# Run it after changing a query or a migration.
set -euo pipefail
cd "$(dirname "$0")/.."

# PostgreSQL is there while this runs again inside with-postgres.sh.
[ -n "${IOR_TEST_POSTGRES_URL:-}" ] || exec scripts/with-postgres.sh "$0"

export SQLX_OFFLINE=false
temp=$(mktemp -d)
trap 'rm -rf "$temp"' EXIT

# The database that the engine's queries are checked against.
make_database() { # engine, address
  cargo run --quiet -p store --example check-database -- "$2" "migrations/$1" "migrations/keyring/$1"
}

# Compiles the engine with that database at hand; sqlx writes what it learns.
prepare() { # engine
  rm -rf "store/$1/.sqlx"
  mkdir "store/$1/.sqlx"
  touch "store/$1/src/lib.rs"
  SQLX_OFFLINE_DIR="$PWD/store/$1/.sqlx" cargo check --quiet -p "store-$1"
  echo "store/$1/.sqlx: $(find "store/$1/.sqlx" -name 'query-*.json' | wc -l) queries"
}

export IOR_CHECK_SQLITE_URL="sqlite:$temp/check.sqlite"
make_database sqlite "$IOR_CHECK_SQLITE_URL?mode=rwc"
prepare sqlite

export IOR_CHECK_POSTGRES_URL="${IOR_TEST_POSTGRES_URL%/*}/ior_check"
PGOPTIONS='-c client_min_messages=warning' psql -q "$IOR_TEST_POSTGRES_URL" -c 'DROP DATABASE IF EXISTS ior_check' -c 'CREATE DATABASE ior_check'
make_database postgres "$IOR_CHECK_POSTGRES_URL"
prepare postgres
