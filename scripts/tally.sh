#!/usr/bin/env bash
# After `make test`: how many tests ran, in Rust and in the browser, in one line.
set -euo pipefail
cd "$(dirname "$0")/../end2end/results"

read -r rust_passed rust_failed < <(awk '/^test result:/ { passed += $4; failed += $6 } END { print passed+0, failed+0 }' rust.log)
read -r web_passed web_failed < <(node -p 'const s = require("./report.json").stats; `${s.expected + s.flaky} ${s.unexpected}`')
echo "$((rust_passed + web_passed)) passed, $((rust_failed + web_failed)) failed"
