# make demo    the whole thing, with a year of data, at http://127.0.0.1:8080
# make test    everything, on both databases and in a browser
# make bench   a table, and target/bench.json
# make lint    what a reviewer should not have to say
# make fmt     formats; writes the generated files anew
# make dev     server and app, built again as they change
#
# Settings of the server go through the environment:  GANDAN_LISTEN=0.0.0.0:9000 make demo

SHELL := /bin/sh
CARGO ?= cargo
NPM ?= npm
APP := $(shell find app -name node_modules -prune -o -name dist -prune -o -type f -print)
TYPES := app/src/lib/api-types.ts
POSTGRES := target/debug/with-postgres

.PHONY: demo test bench lint fmt dev app release tools cargo-test app-test e2e postgres-test lint-rust lint-app lint-stale deny generated pictures
.DELETE_ON_ERROR:

demo: release
	@exec target/release/gandan demo

release: app
	$(CARGO) build --release --locked -p gandan

app: app/dist/index.html

app/dist/index.html: app/node_modules/.package-lock.json $(APP)
	$(NPM) --prefix app run build

# npm writes this file last, so a cut installation is made anew.
app/node_modules/.package-lock.json: app/package.json app/package-lock.json
	$(NPM) --prefix app ci --no-audit --no-fund
	@touch $@

test: tools release $(POSTGRES)
	@$(POSTGRES) $(MAKE) --no-print-directory postgres-test app-test
	@echo "make test: all passed"

# These share one server.
postgres-test: cargo-test e2e

cargo-test:
	$(CARGO) test --workspace --locked

app-test: app/node_modules/.package-lock.json
	$(NPM) --prefix app run check
	$(NPM) --prefix app test

e2e: app/node_modules/.package-lock.json release
	E2E_PROGRAM=$(CURDIR)/target/release/gandan node e2e/run.mjs

# The pictures of the README, taken by the browser tests.
pictures: app/node_modules/.package-lock.json release
	E2E_IMAGES=1 E2E_PROGRAM=$(CURDIR)/target/release/gandan node e2e/run.mjs

tools:
	@scripts/test-tools

$(POSTGRES): $(wildcard crates/testkit/src/bin/* crates/testkit/src/postgres/* crates/testkit/src/postgres.rs)
	$(CARGO) build --locked -p testkit --bin with-postgres
	@touch $@

bench: tools app $(POSTGRES)
	$(CARGO) build --release --locked -p gandan -p bench
	@$(POSTGRES) target/release/bench

lint: lint-rust lint-app lint-stale deny
	@echo "make lint: nothing to say"

lint-rust:
	$(CARGO) fmt --all -- --check
	$(CARGO) clippy --workspace --all-targets --locked -- -D warnings
	$(CARGO) test --locked -p gandan --test tidy

lint-app: app/node_modules/.package-lock.json
	$(NPM) --prefix app run check

# openapi.json comes from the server, the app's types come from openapi.json.
lint-stale: app/node_modules/.package-lock.json
	@mkdir -p target/generated
	@$(CARGO) run --quiet --locked -p gandan -- openapi > target/generated/openapi.json
	@cmp target/generated/openapi.json openapi.json || { echo "openapi.json is stale: run make fmt" >&2; exit 1; }
	@cd app && npx --no-install openapi-typescript ../openapi.json -o ../target/generated/api-types.ts >/dev/null
	@cmp target/generated/api-types.ts $(TYPES) || { echo "$(TYPES) is stale: run make fmt" >&2; exit 1; }

# Licences, sources and bans always; advisories where their database can be reached.
deny:
	@if ! command -v cargo-deny >/dev/null; then \
	    echo "cargo-deny is not installed, licences are not checked (cargo install --locked cargo-deny)"; \
	else \
	    $(CARGO) deny --log-level error check licenses bans sources; \
	    if $(CARGO) deny fetch db >/dev/null 2>&1; then $(CARGO) deny --log-level error check advisories; \
	    else echo "the advisory database cannot be reached, advisories are not checked"; fi; \
	fi

fmt: generated
	$(CARGO) fmt --all

generated: app/node_modules/.package-lock.json
	$(CARGO) run --quiet -p gandan -- openapi > target/openapi.json && mv target/openapi.json openapi.json
	$(NPM) --prefix app run types

# The server at its usual address, built as in a release: a year of data is too much for an unoptimised one. The app at
# vite's address, which passes /api on.
dev: app/node_modules/.package-lock.json
	@trap 'kill 0' INT TERM EXIT; $(CARGO) run --release -p gandan -- demo & $(NPM) --prefix app run dev & wait
