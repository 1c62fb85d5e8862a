#!/usr/bin/env bash
# Checks every query against both databases and writes what was found out into
# store/sqlite/.sqlx and store/postgres/.sqlx, which are committed: whoever
# builds the product needs no database.
#
# Run it after changing a query or a migration. With --check it fails where that
# had been forgotten.
set -euo pipefail
cd "$(dirname "$0")/.."

[ -n "${IOR_CHECK_SQLITE_URL:-}" ] || exec scripts/with-check-databases.sh "$0" "$@"

engines=(sqlite postgres)
IOR_SQLX_DIR=$(mktemp -d)
export IOR_SQLX_DIR
clean_up() {
  local engine source
  for engine in "${engines[@]}"; do
    source="store/$engine/src/lib.rs"
    # Whoever saved it meanwhile keeps their time.
    [ "$source" -nt "$IOR_SQLX_DIR/$engine.touched" ] || touch -r "$IOR_SQLX_DIR/$engine.before" "$source"
  done
  rm -rf "$IOR_SQLX_DIR"
}

# What is compiled already says nothing anew, so both engines look changed for as
# long as this takes.
for engine in "${engines[@]}"; do
  source="store/$engine/src/lib.rs"
  mkdir "$IOR_SQLX_DIR/$engine"
  touch -r "$source" "$IOR_SQLX_DIR/$engine.before"
  touch "$source"
  touch -r "$source" "$IOR_SQLX_DIR/$engine.touched"
done
trap clean_up EXIT
RUSTC_WORKSPACE_WRAPPER="$PWD/scripts/rustc-for-sqlx.sh" cargo check --quiet -p store-sqlite -p store-postgres

stale=()
for engine in "${engines[@]}"; do
  kept="store/$engine/.sqlx" found="$IOR_SQLX_DIR/$engine"
  echo "$kept: $(find "$found" -name 'query-*.json' | wc -l) queries"
  if diff -rq "$kept" "$found" >/dev/null 2>&1; then continue; fi
  rm -rf "$kept"
  cp -r "$found" "$kept"
  stale+=("$kept")
done
[ "${1:-}" != --check ] || [ ${#stale[@]} = 0 ] || {
  echo "prepare: ${stale[*]} did not fit the queries and migrations; renewed now, please commit" >&2
  exit 1
}
