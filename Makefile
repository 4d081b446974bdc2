# Every target prepares what it needs. Nothing is fetched again until pyproject.toml or package-lock.json changes.

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
FRONTEND := $(BIN)/python build_frontend.py
BIOME := $(FRONTEND) node node_modules/@biomejs/biome/bin/biome
TSC := $(FRONTEND) node node_modules/typescript/bin/tsc

# What is installed: touched when it is, older than pyproject.toml when that has changed.
SERVER := $(VENV)/.server
TOOLS := $(VENV)/.tools
PEERS := $(VENV)/.peers

.DELETE_ON_ERROR:
.PHONY: help run test test-all check format bench build clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

run: $(SERVER) ## Serve on http://127.0.0.1:8000 (HOST, PORT)
	@$(FRONTEND)
	@$(BIN)/backprop-visualizer --host $(HOST) --port $(PORT)

test: $(TOOLS) ## Run every test: TypeScript, Python, Chromium
	@.ci/chromium
	$(FRONTEND)
	$(FRONTEND) node --test 'src/**/*.test.ts'
	$(BIN)/python -m pytest

test-all: export BACKPROP_TEST_ALL = 1
test-all: test ## The same with the big matrices

check: $(TOOLS) ## Lint, layout and types of both languages
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIOME) ci --error-on-warnings .
	$(TSC)

format: $(TOOLS) ## Lay out the code of both languages
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIOME) check --write .

bench: $(PEERS) ## Measure against peers
	$(BIN)/python -m benchmarks

build: $(TOOLS) ## Make the sdist and the wheel in dist/
	$(BIN)/python -m build --no-isolation

clean: ## Remove all that was built and installed
	rm -rf $(VENV) dist static/dist static/node_modules .hypothesis .mypy_cache .pytest_cache .ruff_cache

$(BIN)/python:
	$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); exit 1; }

# The bundle comes before the package, which then finds it fresh and needs no Node of its own.
$(SERVER): pyproject.toml | $(BIN)/python
	$(PIP) install 'hatchling>=1.27' editables
	$(FRONTEND)
	$(PIP) install --no-build-isolation --editable .
	@touch $@

$(TOOLS): $(SERVER)
	$(PIP) install --no-build-isolation --editable '.[test,dev]'
	@touch $@

$(PEERS): $(TOOLS)
	$(PIP) install --no-build-isolation --editable '.[bench]'
	@touch $@
