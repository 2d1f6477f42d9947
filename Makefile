# Commands: run, test, bench, lint, setup, lock. Everything is incremental: a second run does only what has changed.

PYTHON ?= python3
PORT ?= 8000
WORKERS ?= 2

VENV := .venv
PY := $(VENV)/bin/python
HOME_FOLDER := $(if $(PORTAL_HOME),$(PORTAL_HOME),var)
PIP := $(PY) -m pip --disable-pip-version-check install --quiet --require-hashes

ASSETS := build/assets/manifest.json
ASSET_SOURCES := $(shell find assets -type f 2>/dev/null)

.PHONY: setup run test bench lint lock clean
.DEFAULT_GOAL := setup

setup: $(VENV)/dev.stamp $(ASSETS)

# --- the virtual environment: what the portal needs, and what developers need besides ---

$(PY):
	@bash tools/make_venv.sh "$(PYTHON)" $(VENV)

$(VENV)/portal.stamp: requirements.txt | $(PY)
	@echo "Installing what the portal needs"
	@$(PIP) -r requirements.txt
	@touch $@

$(VENV)/dev.stamp: requirements-dev.txt pyproject.toml $(VENV)/portal.stamp
	@echo "Installing what developers need"
	@$(PIP) -r requirements-dev.txt
	@$(PY) -m pip --disable-pip-version-check install --quiet --no-build-isolation --no-deps --editable .
	@touch $@

# --- style sheet and script ---

node_modules/.stamp: package.json package-lock.json | $(PY)
	@echo "Installing front-end packages"
	@bash tools/node.sh npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null
	@touch $@

$(ASSETS): node_modules/.stamp $(ASSET_SOURCES)
	@echo "Building style sheet and script"
	@bash tools/node.sh npm run --silent build

# --- the commands ---

# A file's tests stay together on one worker, since they share what is costly; files go round in pytest's order.
BY_FILE := --dist loadfile --no-loadscope-reorder

run: $(VENV)/portal.stamp $(ASSETS)
	@if [ -z "$$(ls -A '$(HOME_FOLDER)' 2>/dev/null)" ]; then \
		$(PY) -m portal migrate && $(PY) -m portal demo; \
	else \
		$(PY) -m portal migrate && $(PY) -m portal demo --who; \
	fi
	@exec $(PY) -m portal serve --port $(PORT)

lint: setup
	@$(VENV)/bin/ruff check
	@$(VENV)/bin/ruff format --check
	@$(VENV)/bin/mypy
	@$(VENV)/bin/lint-imports --no-logo
	@$(VENV)/bin/djlint --lint --quiet templates

test: setup
	@bash tools/debian_packages.sh
	@$(MAKE) --no-print-directory lint
	@$(PY) -m pytest -n $(WORKERS) $(BY_FILE)

bench: setup
	@bash tools/debian_packages.sh
	@$(PY) -m bench

# The lock files name no registry, so that any mirror serves.
COMPILE := $(VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --upgrade \
	--no-emit-index-url --no-annotate --custom-compile-command "make lock"

lock: | $(PY)
	@$(VENV)/bin/uv --version >/dev/null 2>&1 || $(PY) -m pip --disable-pip-version-check install --quiet uv
	@$(COMPILE) pyproject.toml --output-file requirements.txt
	@$(COMPILE) pyproject.toml --group dev --constraint requirements.txt --output-file requirements-dev.txt
	@$(COMPILE) --group pyproject.toml:node --output-file requirements-node.txt
	@bash tools/node.sh npm install --package-lock-only --ignore-scripts --no-audit --no-fund

clean:
	rm -rf build dist node_modules $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
