# `make run` and `make test` do everything, from nothing; `make help` names the rest.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.NOTPARALLEL:

# The Rust to use. Where the file is missing, make runs setup before anything else.
ifneq ($(or $(MAKECMDGOALS),help),help)
include .tools/env.mk
endif
.tools/env.mk: scripts/setup.sh
	scripts/setup.sh

# Node and what looks through the dependencies, as setup installed them.
export PATH := $(abspath .tools/bin):$(PATH)

# The folder that cargo builds in.
TARGET := $(abspath $(or $(CARGO_TARGET_DIR),target))
IOR := $(TARGET)/debug/ior
SITE := $(TARGET)/site

# Tools and server are always built out of the whole workspace (no -p): the
# dependencies then have one set of features, and are compiled once.
XTASK := cargo run --bin xtask --

say = @printf '==> %s %s\n' "$$(date +%T)"

.PHONY: help
help: ## This list
	@grep -hE '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z0-9-]+):.*## /\1\t/' | expand -t 16

run dev: export IOR_SITE_ROOT ?= $(SITE)
run dev: export IOR_DATABASE_URL ?= sqlite:data/ior.sqlite
run dev: export IOR_KEY_FILE ?= data/ior.key
run dev: export IOR_MAIL_URL ?= file:data/post
run dev: export IOR_ADDR ?= 127.0.0.1:3000
run dev: export IOR_PUBLIC_URL ?= http://$(IOR_ADDR)
run dev: export IOR_METRICS_ADDR ?= 127.0.0.1:9300

.PHONY: run
run: setup ## Install, build, make a demo database, serve it on http://127.0.0.1:3000
	$(say) "Building the server and its tools (the first time takes minutes)"
	@cargo build --bin ior --bin xtask
	@$(XTASK) site --dev
	@mkdir -p -m 700 data
	@$(IOR) migrate
	@$(IOR) demo
	@exec $(IOR) serve --demo

.PHONY: dev
dev: setup-tests ## As run; a saved file is built, served and shown in open tabs
	$(say) "Making the databases that changed queries are checked against"
	@mkdir -p -m 700 data
	@scripts/with-check-databases.sh $(XTASK) dev

.PHONY: test
test: setup-tests size test-rust e2e ## Install, then run every test, browser included
	@scripts/tally.sh

.PHONY: test-rust
test-rust: test-build ## Only the tests in Rust, on SQLite and PostgreSQL
	$(say) "Running the tests in Rust, with a PostgreSQL of their own"
	@mkdir -p end2end/results
	@scripts/with-postgres.sh cargo test 2>&1 | tee end2end/results/rust.log

.PHONY: e2e
e2e: setup-tests site test-build ## Only the tests in the browser; AREA=day or day/tables, PROJECT=hydrated or nojs: a part
	$(say) "Running the tests in the browser"
	@$(if $(AREA),,node_modules/.bin/playwright test --config end2end/page-script)
	@IOR_BIN=$(IOR) IOR_SITE_ROOT=$(SITE) node_modules/.bin/playwright test --config end2end \
		$(if $(AREA),'/tests/$(AREA)[/.]') $(if $(PROJECT),--project $(PROJECT))

.PHONY: browsers
browsers: setup-browsers site test-build ## The core journeys in Firefox and WebKitGTK, live with Chromium, and printed pages; PROJECT=firefox or webkit
	$(say) "Walking the core journeys in Firefox and WebKitGTK"
	@IOR_BIN=$(IOR) IOR_SITE_ROOT=$(SITE) node_modules/.bin/playwright test --config end2end/browsers \
		$(if $(PROJECT),--project $(PROJECT))

.PHONY: hard-copy
hard-copy: setup-hard ## 10,000 people from SQLite to PostgreSQL and back: identical checksums
	@scripts/with-postgres.sh cargo test --test commands -- --ignored --nocapture hard_there_and_back

.PHONY: hard-calendar
hard-calendar: setup-hard ## Whatever is typed stands in calendars: 100,000 cases, and two parsers of other languages
	@scripts/hard-calendar.sh

.PHONY: hard-rotate
hard-rotate: setup-hard ## The key changed 50 times while 10,000 logs are read and written, on both engines
	@scripts/with-postgres.sh cargo test --test commands -- --ignored --nocapture hard_ten_thousand_logs

.PHONY: screenshots
screenshots: export IOR_SCREENSHOTS := docs/screenshots
screenshots: e2e ## Run the browser tests and renew the README's pictures

.PHONY: build
build: setup site ## Release build: the server in target/release/ior, its assets in target/site
	$(say) "Building the server for release"
	@cargo build --release --bin ior
	$(say) "The server is $(TARGET)/release/ior, its assets are in $(SITE)"

.PHONY: check
check: setup-tests tree deps prepare-check ## Formatting, names, dependencies, queries, lints (host and browser), documentation
	$(say) "Checking the formatting"
	@cargo fmt --all --check
	$(say) "Checking the types of the browser tests"
	@node_modules/.bin/tsc --project end2end
	$(say) "Linting for the host"
	@cargo clippy --all-targets -- -D warnings
	$(say) "Linting for the browser"
	@cargo clippy --package frontend --target wasm32-unknown-unknown --features participants -- -D warnings
	@cargo clippy --package frontend --target wasm32-unknown-unknown --features tools -- -D warnings
	$(say) "Checking the documentation"
	@RUSTDOCFLAGS="-D warnings" cargo doc --no-deps

.PHONY: tree
tree: setup ## Which feature is on which floor under which name, and circles of files
	$(say) "Looking for what has no counterpart"
	@$(XTASK) tree

.PHONY: deps
deps: setup-tests ## Licences and sources of dependencies, and dependencies that nothing uses
	$(say) "Looking through the dependencies"
	@cargo-deny --locked check licenses bans sources
	@cargo-shear --locked

.PHONY: advisories
advisories: setup-tests ## Known weaknesses of dependencies, from RustSec's database (needs the network)
	@cargo-deny --locked check advisories

.PHONY: outdated
outdated: setup ## Which dependencies have newer compatible versions
	@cargo update --dry-run
	@npm outdated || true

.PHONY: size
size: site ## What a first visit downloads, against the limit
	@$(XTASK) size

.PHONY: bench-tables
bench-tables: setup ## What seatings are worth and how long they take, for 50 and for 500 people
	@cargo test --release -p domain --test tables -- --ignored --nocapture bench

.PHONY: bench-matching
bench-matching: setup ## How long the best matching takes, for 25 to 1,000 of each role, and how that grows
	@cargo test --release -p domain --features solver --test matching -- --ignored --nocapture bench

.PHONY: hard-oversell
hard-oversell: setup-hard ## 500 people at once for 25 seats, 20 times on both engines; then without the lock
	@scripts/with-postgres.sh cargo test --test router -- --ignored --nocapture --test-threads 1 oversell
	$(say) "The control run: without the lock, seats must be oversold"
	@scripts/with-postgres.sh cargo test --features server/unlocked --test router -- --ignored --nocapture --test-threads 1 oversell

.PHONY: hard-kill
hard-kill: setup-hard test-build ## Kill the server 200 times while people write, and count the flushes to disk
	@$(XTASK) hard kill

.PHONY: hard-drain
hard-drain: setup-hard test-build ## Stop the server 20 times while people write and listen
	@$(XTASK) hard drain

.PHONY: hard-disk
hard-disk: setup-hard test-build ## Fill the disk while people write, and free it again
	@$(XTASK) hard disk

.PHONY: hard-outbox
hard-outbox: setup-hard test-build ## 1,000 emails through a mail server at its worst, while those who send are killed, on both engines
	@scripts/with-postgres.sh $(XTASK) hard outbox

.PHONY: hard-mail
hard-mail: setup-hard test-build ## A mail server that falls silent and refuses, while the server that sends is killed
	@$(XTASK) hard mail

.PHONY: bench
bench: setup-tests site size ## What pages cost: queries, speed, size. BASE=folder (with ior and site) compares with another build
	@cargo build --release --bin ior
	@cargo bench --bench pages --no-run
	@taskset -c 0 cargo bench --bench pages
	@IOR_BIN=$(TARGET)/release/ior IOR_SITE_ROOT=$(SITE) $(if $(BASE),IOR_BASE_BIN=$(BASE)/ior IOR_BASE_SITE=$(BASE)/site) node_modules/.bin/playwright test --config end2end/bench

.PHONY: bench-dev
bench-dev: setup-tests ## How soon a saved sentence and a saved query show in an open tab. It changes two files and puts them back
	@node_modules/.bin/playwright test --config end2end/dev

.PHONY: bench-board
bench-board: setup ## Pages of a round of 5,000 beside one of 50: first byte, and how many times longer
	@cargo bench --bench board

# As many files as a server and 2,000 browsers have open.
.PHONY: bench-live
bench-live: setup-tests build ## What 2,000 live streams cost: memory for each, and how long a change takes to the last, on both engines
	@ulimit -n 16384 && IOR_BIN=$(TARGET)/release/ior scripts/with-postgres.sh $(XTASK) hard live

.PHONY: prepare
prepare: setup-tests ## Renew the two .sqlx folders after a change of queries or migrations
	@scripts/prepare-sqlx.sh

.PHONY: prepare-check
prepare-check: setup-tests ## Whether the two .sqlx folders are what the queries and migrations need
	$(say) "Checking the queries against both databases"
	@scripts/prepare-sqlx.sh --check

.PHONY: setup
setup: ## Install what building needs
	@scripts/setup.sh

.PHONY: setup-tests
setup-tests: ## Install what testing needs as well
	@scripts/setup.sh --tests

.PHONY: setup-browsers
setup-browsers: ## Install what the journeys in other browsers need as well
	@scripts/setup.sh --browsers

.PHONY: setup-hard
setup-hard: ## Install what the hard tests need as well
	@scripts/setup.sh --hard

.PHONY: site
site: setup
	@$(XTASK) site

# --tests: with what the tests switch on in the crates, so that they and the
# server that the browser meets share one build.
.PHONY: test-build
test-build: setup
	$(say) "Building the server and its tests"
	@cargo build --bin ior --bin xtask --tests
