#!/usr/bin/env bash
# Usage: scripts/with-postgres.sh deploy/try.sh [nginx] [caddy]
#
# Puts the product into production as README.md says, on a scratch root: the
# commands of "On a single machine", line by line, and then the configurations in
# this folder, nginx first and Caddy after it, each in front of two servers on one
# PostgreSQL. Shows that one can sign in, that limits count clients and not the
# proxy, that the live connection and large files come through, and that the
# servers can be replaced one after the other without a lost request.
#
# What is not as on a real machine: systemd is played by deploy/try/, the two
# servers are on one machine, the data is the demo's, and ports above 8000 stand
# for 80 and 443. IOR_BIN and IOR_SITE_ROOT name the binary and its assets.
set -euo pipefail
cd "$(dirname "$0")/.."

target=${CARGO_TARGET_DIR:-target}
bin=${IOR_BIN:-$target/release/ior}
site=${IOR_SITE_ROOT:-$target/site}
unset IOR_BIN IOR_SITE_ROOT
name=mentor.example.org
https=8443 http=8480 mail=8425 first=8401 second=8402

proxies=(nginx caddy)
[ $# = 0 ] || proxies=("$@")
kept=
fail() { printf 'try: %s\n' "$*" >&2; kept=1; exit 1; }
ok() { printf '  ok  %s\n' "$*"; }
[ -n "${IOR_TEST_POSTGRES_URL-}" ] || fail "run it by scripts/with-postgres.sh"
for tool in curl openssl node "${proxies[@]}"; do command -v "$tool" >/dev/null || fail "$tool is not installed"; done
[ -x "$bin" ] && [ -d "$site/pkg" ] || fail "no $bin or no assets in $site: make build"

root=$(mktemp -d "${TMPDIR:-/tmp}/ior-try.XXXXXX")
export IOR_ROOT=$root
started=()
stop_all() {
  [ ! -e "$root/run/ior.pid" ] || started+=("$(cat "$root/run/ior.pid")")
  kill "${started[@]}" 2>/dev/null || true
  wait 2>/dev/null || true
  if [ "$kept" ]; then echo "try: its files are in $root" >&2; else rm -rf "$root"; fi
}
trap stop_all EXIT
trap 'kept=1' ERR

# Waits until a command succeeds, for ten seconds at most.
until_ok() {
  local try
  for try in $(seq 100); do "$@" >/dev/null 2>&1 && return; sleep 0.1; done
  fail "waited in vain for: $*"
}

# ---- the machine ----

# Everything that names a folder of the machine's names the scratch root's.
onto_root() { sed -E "s#(^|[^A-Za-z0-9._/-])/(etc|usr|var)/#\1$root/\2/#g" "$1"; }

prepare() {
  local file
  mkdir -p "$root"/{bin,mail,run,src/target/release,src/deploy,etc/systemd/system,"etc/letsencrypt/live/$name"}
  cp deploy/try/* "$root/bin/"
  for file in deploy/ior-run deploy/env.example deploy/*.service deploy/*.timer deploy/nginx.conf deploy/Caddyfile; do
    onto_root "$file" >"$root/src/$file"
  done
  ln -s "$(realpath "$bin")" "$root/src/target/release/ior"
  ln -s "$(realpath "$site")" "$root/src/target/site"
  awk '/^### /{inside = /On a single machine/} inside && /^```/{open = !open; block += open; next} inside && open{print > (out block)}' \
    out="$root/readme." README.md
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj "/CN=$name" \
    -addext "subjectAltName=DNS:$name" -keyout "$root/etc/letsencrypt/live/$name/privkey.pem" \
    -out "$root/etc/letsencrypt/live/$name/fullchain.pem" 2>/dev/null
  node deploy/try/mail-server.mjs "$mail" "$root/mail" &
  started+=($!)
}

# The lines of one of README's blocks.
readme() {
  [ -s "$root/readme.$1" ] || fail "README.md has no block $1"
  (cd "$root/src" && PATH=$root/bin:$root/usr/local/bin:$PATH bash -euo pipefail <(onto_root "$root/readme.$1"))
}

install_as_readme_says() {
  readme 1
  sed -i -E "s#^(IOR_MAIL_URL)=.*#\1=smtp://127.0.0.1:$mail#; s#^\#?(IOR_DATABASE_URL)=.*#\1=$IOR_TEST_POSTGRES_URL#; \
    s#^\#(IOR_STOP_DELAY)#\1#" "$root/etc/ior/env"
  echo "IOR_ADDR=127.0.0.1:$first" >>"$root/etc/ior/env"
  as_service demo
  readme 2
  until_ok ready "$first"
  ok "README's commands: installed, running, and the doctor finds nothing wrong"
}

as_service() { PATH=$root/bin:$PATH "$root/usr/local/bin/ior-run" "$@"; }

# ---- the servers ----

ready() { curl -fsS "http://127.0.0.1:$1/readyz"; }

start_server() {
  TRY_ADDR=127.0.0.1:$1 "$root/bin/run-unit" "$root/etc/systemd/system/ior.service" >>"$root/server.log" 2>&1 &
  echo $! >"$root/run/$1.pid"
  started+=($!)
  until_ok ready "$1"
}

stop_server() {
  local pid
  pid=$(cat "$root/run/$1.pid")
  kill "$pid"
  while grep -qs '^State:[[:space:]]*[^Z]' "/proc/$pid/status"; do sleep 0.05; done
}

# ---- the proxies ----

start_nginx() {
  sed -E "s#listen 443#listen 127.0.0.1:$https#; s#listen 80#listen 127.0.0.1:$http#; /listen \[::\]/d; \
    s#server 127.0.0.1:3000#server 127.0.0.1:$first#; s|#server 10.0.0.2:3000|server 127.0.0.1:$second|" \
    "$root/src/deploy/nginx.conf" >"$root/ior.conf"
  cat >"$root/nginx.conf" <<CONF
daemon off;
user $(id -un);
pid $root/run/nginx.pid;
error_log $root/nginx.log;
events {}
http {
    access_log off;
    client_body_temp_path $root/run/body;
    proxy_temp_path $root/run/proxy;
    fastcgi_temp_path $root/run/fastcgi;
    scgi_temp_path $root/run/scgi;
    uwsgi_temp_path $root/run/uwsgi;
    include $root/ior.conf;
}
CONF
  nginx -p "$root" -e "$root/nginx.log" -c "$root/nginx.conf" &
  proxy=$!
}

start_caddy() {
  local certificate=$root/etc/letsencrypt/live/$name
  { printf '{\n\tadmin off\n\thttp_port %s\n\thttps_port %s\n}\n' "$http" "$https"
    sed -E "s#^($name) \{#\1 {\n\ttls $certificate/fullchain.pem $certificate/privkey.pem#" "$root/src/deploy/Caddyfile"
  } >"$root/Caddyfile"
  HOME=$root IOR_SERVERS="127.0.0.1:$first 127.0.0.1:$second" \
    caddy run --config "$root/Caddyfile" --adapter caddyfile >"$root/caddy.log" 2>&1 &
  proxy=$!
}

stop_proxy() {
  kill "$proxy"
  wait "$proxy" 2>/dev/null || true
}

# ---- the browsers ----

# As a browser at https://mentor.example.org.
browser() {
  curl -sS --http2 --max-time 60 --connect-to "$name:443:127.0.0.1:$https" \
    --cacert "$root/etc/letsencrypt/live/$name/fullchain.pem" "$@"
}
status() { browser -o /dev/null -w '%{http_code}\n' "$@"; }
get() { local path=$1; shift; status "$@" "https://$name$path"; }
# A form without JavaScript, from a browser too old for Sec-Fetch-Site.
post() { local path=$1; shift; status -H "Origin: https://$name" -H 'Accept: text/html' "$@" "https://$name$path"; }

is() { [ "$2" = "$3" ] || fail "$1: $2 instead of $3"; }

# The newest code that was sent to someone.
code_for() {
  local email
  email=$(grep -l "^To:.*$1@example.org" "$root"/mail/*.eml | sort | tail -n1)
  grep -m1 -E '^ +[0-9]{3} [0-9]{3}$' "$email" | tr -d ' '
}

# Has a code for someone that was not there before.
new_code() { [ "$(code_for "$1" 2>/dev/null)" != "$2" ] && [ -n "$(code_for "$1" 2>/dev/null)" ]; }

sign_in() {
  local jar=$root/$1.jar before
  before=$(code_for "$1" 2>/dev/null || true)
  rm -f "$jar"
  is "asking for a code" "$(post /api/people/request-sign-in -b "$jar" -c "$jar" --data-urlencode "email=$1@example.org")" 303
  until_ok new_code "$1" "$before"
  is "signing in" "$(post /api/people/sign-in-by-code -b "$jar" -c "$jar" -d "code=$(code_for "$1")")" 303
  is "the own page" "$(get /min-sida -b "$jar")" 200
}

# ---- what is shown ----

shows_sign_in() {
  is "the front page" "$(get /)" 200
  curl -sI -H "Host: $name" "http://127.0.0.1:$http/dagar" | grep -qi "^location: https://$name" || fail "plain http leads nowhere"
  sign_in adept1
  sign_in organisator1
  is "another site's form" "$(status -H 'Origin: https://evil.example' -d lang=en "https://$name/sprak")" 403
  ok "signing in by code, from a browser that sends Origin only; another site's form is refused"
}

# Asks for a link from an address of this machine, and prints the status.
asks_from() {
  local from=$1 email=$2
  shift 2
  post /api/people/request-sign-in --interface "$from" --data-urlencode "email=$email@example.org" "$@"
}

shows_limits() {
  local busy=127.0.$1.2 other=127.0.$1.3 n
  for n in $(seq 60); do is "request $n" "$(asks_from "$busy" "okand$1-$n")" 303; done
  is "one too many" "$(asks_from "$busy" "okand$1-61")" 429
  is "with a header of its own" "$(asks_from "$busy" "okand$1-62" -H 'X-Forwarded-For: 192.0.2.1' -H 'Forwarded: for=192.0.2.1')" 429
  is "another client" "$(asks_from "$other" "okand$1-63")" 303
  ok "limits count clients: the 61st request of one is refused, another's first is not"
}

heard() { grep -q "$1" "$root/live"; }

shows_live_and_upload() {
  local reader stream
  browser -N -b "$root/adept1.jar" "https://$name/live" >"$root/live" 2>/dev/null &
  stream=$!
  until_ok heard '^event: hello'
  reader=$(browser -b "$root/organisator1.jar" "https://$name/organisera" | grep -o -m1 'data-viewer="[0-9]*"' | tr -dc 0-9)
  { printf '%%PDF-1.4\n'; head -c 3000000 /dev/zero | tr '\0' x; } >"$root/three-megabytes.pdf"
  is "a file of 3 MB" "$(post /organisera/material -b "$root/organisator1.jar" -F lasare="$reader" -F slug=uppstart-2026 \
    -F audience=everyone -F "file=@$root/three-megabytes.pdf;type=application/pdf")" 303
  until_ok heard '^event: changed'
  ok "a file of 3 MB goes up, and shows at once on an open page"
  for _ in $(seq 20); do heard '^event: heartbeat' && break; sleep 1; done
  heard '^event: heartbeat' || fail "no heartbeat came through"
  kill "$stream" 2>/dev/null || true
  wait "$stream" 2>/dev/null || true
  ok "the live connection is not buffered: its heartbeat comes through"
}

# Requests until the file `done` is there: pages and forms in turn.
keeps_asking() {
  while [ ! -e "$root/done" ]; do
    get /min-sida -b "$root/adept1.jar" || echo "broken"
    post /sprak -b "$root/adept1.jar" -d lang=sv || echo "broken"
  done >>"$root/asked.$1" 2>&1
}

shows_rolling_upgrade() {
  local port askers=() asked lost
  rm -f "$root/done" "$root"/asked.*
  for n in 1 2 3; do keeps_asking "$n" & askers+=($!); done
  for port in "$first" "$second" "$first" "$second"; do
    stop_server "$port"
    start_server "$port"
    sleep 2
  done
  touch "$root/done"
  wait "${askers[@]}"
  asked=$(cat "$root"/asked.* | wc -l)
  lost=$(cat "$root"/asked.* | grep -cvxE '200|303' || true)
  [ "$lost" = 0 ] && [ "$asked" -gt 100 ] || fail "$lost of $asked requests were lost: $(cat "$root"/asked.* | sort | uniq -c | xargs)"
  ok "both servers replaced twice under $asked requests, none of them lost"
}

prepare
install_as_readme_says
cp "$root/run/ior.pid" "$root/run/$first.pid"
start_server "$second"
network=10
for kind in "${proxies[@]}"; do
  echo "$kind, with two servers on one PostgreSQL:"
  "start_$kind"
  started+=("$proxy")
  until_ok get /healthz
  shows_sign_in
  shows_limits "$network"
  shows_live_and_upload
  shows_rolling_upgrade
  stop_proxy
  network=$((network + 1))
done
