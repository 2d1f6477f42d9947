# Commands: `make help` lists them. Everything is incremental: a second run does only what has changed.

USUAL := $(shell bash tools/usual_python.sh)
PYTHON ?= $(USUAL)
PORT ?= 8000
WORKERS ?= 2
MINUTES ?= 5
SEED ?= 1

# Each version of Python that is named has an environment of its own beside the usual one: make test PYTHON=python3.13
VERSION := $(if $(filter-out python3 $(USUAL),$(PYTHON)),-$(shell $(PYTHON) -c 'import sys; print("%d.%d" % sys.version_info[:2])'))
VENV := .venv$(VERSION)
export VENV
# Byte code is kept, whatever the shell says: else each worker compiles every test anew, and each server the portal.
unexport PYTHONDONTWRITEBYTECODE
PY := $(VENV)/bin/python
HOME_FOLDER := $(if $(PORTAL_HOME),$(PORTAL_HOME),var)
# What is locked wants nothing resolved, and is compiled when it is first imported: much of it never is.
PIP := $(PY) -m pip --disable-pip-version-check install -qq --no-compile --no-deps --require-hashes

ASSETS := build/assets/manifest.json
ASSET_SOURCES := $(shell find assets -type f 2>/dev/null)

.PHONY: help setup run test test-fast test-order test-days bench load trust papers lint lock wheel image clean debian covered suite
.DEFAULT_GOAL := setup

help: ## Lists these commands.
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-11s %s\n", $$1, $$2 }' Makefile

setup: $(VENV)/dev.stamp $(ASSETS) ## Makes the virtual environment, style sheet and script.

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

node_modules/.stamp: package.json package-lock.json | $(VENV)/portal.stamp
	@echo "Installing front-end packages"
	@bash tools/node.sh npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null
	@touch $@

$(ASSETS): node_modules/.stamp $(ASSET_SOURCES)
	@echo "Building style sheet and script"
	@bash tools/node.sh npm run --silent build

# --- the commands ---

run: $(VENV)/portal.stamp $(ASSETS) ## Serves the portal on http://localhost:8000 (PORT=8080 elsewhere), with a demonstration at first.
	@if [ -z "$$(ls -A '$(HOME_FOLDER)' 2>/dev/null)" ]; then \
		$(PY) -m portal migrate && $(PY) -m portal demo; \
	else \
		$(PY) -m portal migrate && $(PY) -m portal demo --who; \
	fi
	@PORTAL_ADDRESS=$${PORTAL_ADDRESS:-http://localhost:$(PORT)} exec $(PY) -m portal serve --port $(PORT)

papers: setup ## Renders the Word documents of packs as pictures in build/papers; installs LibreOffice's writer where it may.
	@bash tools/papers.sh $(PY)

lint: setup ## Runs ruff, mypy, import-linter and the template lint.
	@$(VENV)/bin/ruff check
	@$(VENV)/bin/ruff format --check
	@$(VENV)/bin/mypy
	@$(VENV)/bin/lint-imports --no-logo
	@$(VENV)/bin/djlint --lint --quiet templates

# --- tests: one worker a core; a file's tests stay together on one, since they share what is costly, and files go
# round in the order of testpaths. Their order is random in test-order only ---

PYTEST := $(PY) -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder
# What looks at each day of made-up cases; traced for coverage it would take twice as long.
MADE_UP := $(addprefix tests/rules/test_,day_by_day.py following.py register_unclear.py not_in_order.py)
# The rest of what tests the rules runs by itself, so that coverage is measured of it and slows nothing else down.
OF_RULES := $(filter-out $(MADE_UP),$(wildcard tests/rules/test_*.py)) \
	$(addprefix tests/files/test_,checklist_variants.py proposed_documents.py unproposed_documents.py) checklists

test: ## Makes every check that CI makes; installs the Debian packages that it wants (a browser, postgresql, clamav, nginx, systemd, faketime) where it may.
	@$(MAKE) --no-print-directory --jobs=3 setup debian
	@bash tools/beside.sh $(MAKE) --no-print-directory lint covered -- $(MAKE) --no-print-directory suite

debian:
	@bash tools/debian_packages.sh

covered: setup
	@$(VENV)/bin/coverage run -m pytest $(OF_RULES)
	@$(VENV)/bin/coverage report

suite: setup debian
	@$(PYTEST) --durations=20 $(addprefix --ignore=,$(OF_RULES))

# Evidence and what follows from it, and the house; without what takes long by itself: every evening anew, upgrades, servers.
ROOMS := insurance issued review slots standing submissions
EVIDENCE := $(foreach room,$(ROOMS),tests/actions/test_$(room)*.py)
LONG := %_at_once.py %_follows.py %_known.py %_migrated.py %_light_start.py %_proxy.py %_schema.py %_wheel.py
test-fast: setup ## Runs the tests of rules, house and evidence that need neither PostgreSQL nor a browser, nor take long: a minute or two.
	@$(PYTEST) --fast tests/rules checklists $(filter-out $(LONG),$(wildcard tests/house/test_*.py $(EVIDENCE)))

test-order: setup debian ## Runs all tests in a random order; SEED=2 for another, the same again for the same.
	@$(PYTEST) -p randomly --randomly-seed=$(SEED)

test-days: setup debian ## Runs rules, actions, pages and journeys on days that are unlike others, by a false clock; DAYS="2027-05-08;2027-06-01" on these.
	@DAYS='$(DAYS)' bash tools/test_days.sh

bench: setup debian ## Measures, and writes docs/performance.md.
	@$(PY) -m bench

load: setup debian ## Puts many people to it at once, on both databases, in about 14 minutes; MINUTES=1 for a shorter look.
	@$(PY) -m bench.load --minutes $(MINUTES)

trust: setup debian ## Attacks it, stops its parts and fills its disk, and says what held; GATES="kills pairs" for some.
	@$(PY) -m trust $(GATES)

# The lock files name no registry, so that any mirror serves.
COMPILE := $(VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --upgrade \
	--no-emit-index-url --no-annotate --custom-compile-command "make lock"

lock: | $(PY) ## Compiles the lock files anew, with the newest versions that pyproject.toml allows.
	@$(VENV)/bin/uv --version >/dev/null 2>&1 || $(PY) -m pip --disable-pip-version-check install --quiet uv
	@$(COMPILE) pyproject.toml --output-file requirements.txt
	@$(COMPILE) pyproject.toml --group dev --constraint requirements.txt --output-file requirements-dev.txt
	@$(COMPILE) --group pyproject.toml:node --output-file requirements-node.txt
	@bash tools/node.sh npm install --package-lock-only --ignore-scripts --no-audit --no-fund

wheel: setup ## Builds the wheel, with templates, style sheet and script in it, into dist/.
	@$(PY) -m hatchling build -t wheel

image: wheel ## Builds the container image good-standing (docs/running.md); ENGINE=podman with another engine.
	@$(or $(ENGINE),docker) build --file deploy/Containerfile --tag good-standing .

clean: ## Removes all that is made, but for var/.
	rm -rf build dist node_modules .venv .venv-* .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find bench checklists evidence portal tests tools trust -name __pycache__ -prune -exec rm -rf {} +
