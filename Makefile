# What there is to do here. `make` alone prints the targets; each does all of its own set-up.

.DEFAULT_GOAL := help
SHELL := /bin/sh
PORT ?= 8000
SERVE ?= 1

BIN := .venv/bin
RUN := .venv/.ready-run
DEV := .venv/.ready-dev
PARALLEL ?= 2
PYTEST := env -u PYTHONDONTWRITEBYTECODE $(BIN)/pytest # compiled tests are kept for the next run
WORKERS := -n $(PARALLEL) --dist worksteal
SOURCES := src tests tools $(wildcard bench)

$(RUN): requirements.lock pyproject.toml tools/setup.sh
	@tools/setup.sh run
	@touch $@

$(DEV): requirements-dev.lock pyproject.toml tools/setup.sh
	@tools/setup.sh dev
	@touch $@ $(RUN)

.PHONY: help
help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: setup
setup: $(DEV) ## Prepare .venv for everything below (each target does it by itself)

.PHONY: demo
demo: $(RUN) ## Prepare the demonstration and serve it on 127.0.0.1:8000 (PORT= another, SERVE=0 ends after verifying)
	@PORT=$(PORT) SERVE=$(SERVE) tools/demo.sh

.PHONY: test
test: $(DEV) ## Run the whole suite on SQLite, with the coverage of rules and actions
	PYTHONPATH=tests $(PYTEST) $(WORKERS) -p counted

.PHONY: test-postgres
test-postgres: $(DEV) ## Run everything that touches a database on a PostgreSQL of its own
	@tools/postgres.sh $(PYTEST) $(WORKERS)

.PHONY: compile
compile: $(DEV) ## Compile the tests once for all workers that run them (they do it themselves, each)
	@found=$$($(PYTEST) --collect-only -qq) || { echo "$$found"; exit 1; }

.PHONY: check
check: $(DEV) ## Check style, types, imports, reference pages, migrations and translations; changes nothing
	$(BIN)/ruff check --quiet $(SOURCES)
	$(BIN)/ruff format --check --quiet $(SOURCES)
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tools/docs.py check
	$(BIN)/python tools/translations.py check
	$(BIN)/python -m django makemigrations --check --dry-run --settings thidua.site.settings

.PHONY: fix
fix: $(DEV) ## Mend what can be mended: lint, format, reference pages
	-$(BIN)/ruff check --fix --quiet $(SOURCES)
	$(BIN)/ruff format --quiet $(SOURCES)
	$(BIN)/python tools/docs.py write
	$(BIN)/python tools/translations.py write

.PHONY: docs
docs: $(DEV) ## Print the reference pages and the glossary from code
	$(BIN)/python tools/docs.py write

.PHONY: front
front: $(DEV) ## Fetch fonts and modules of the pages from npm again (needs npm), and list them
	npm ci --prefix tools/front
	$(BIN)/python tools/front.py write

.PHONY: pictures
pictures: $(DEV) ## Take the pictures of the manual (docs/vi/pictures) again, by the journeys
	THIDUA_PICTURES=1 $(BIN)/pytest -q $$(grep -l browser.picture tests/journey/*.py)

.PHONY: bench
bench: $(DEV) ## Measure the figures of docs/reference/performance.md (PARTS="mirror onestop": only these)
	$(BIN)/python -m bench $(PARTS)

.PHONY: verifier
verifier: $(RUN) ## Build dist/thidua-verify.pyz, the verifier in one file that needs Python alone
	$(BIN)/python tools/build_verifier.py

.PHONY: lock
lock: ## Resolve the requirements anew (needs uv)
	uv pip compile $(LOCK) --group build --output-file requirements.lock
	uv pip compile $(LOCK) --group build --group dev --constraints requirements.lock --output-file requirements-dev.lock

LOCK := pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
	--no-strip-extras --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"
