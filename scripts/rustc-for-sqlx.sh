#!/usr/bin/env bash
# Compiles for scripts/prepare-sqlx.sh: each engine's queries are written to a
# folder of its own.
SQLX_OFFLINE_DIR="$IOR_SQLX_DIR/$(basename "${CARGO_MANIFEST_DIR:-}")" exec "$@"
