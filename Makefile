# QI Tracker: `make help` lists what there is.
RECENT := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for name in python3 python3.13 python3.12 python3.11; do \
	$$name -c '$(RECENT)' 2>/dev/null && echo $$name && break; done)
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/installed
TESTS ?= tests
export PORT ?= 8000

.DEFAULT_GOAL := help
.PHONY: help run test check audit bench docs screenshots permissions format schema lock install clean

help: ## list these targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-11s %s\n", $$1, $$2}'

run: $(STAMP) ## the whole system at http://127.0.0.1:8000 (PORT and QI_DATA_DIR move it; Ctrl-C stops it)
	@exec $(BIN)/python -m qi_tracker.supervisor

test: $(STAMP) ## the whole suite on servers of its own (TESTS=tests/api picks a part)
	$(BIN)/python -m pytest --numprocesses=2 --dist=loadfile --no-loadscope-reorder $(TESTS)

check: $(STAMP) ## format, lint, types, import contracts, migrations, pinned files
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python requirements/lock.py check

audit: $(STAMP) ## advisories on the pinned packages, and security rules on our source
	@$(BIN)/python requirements/audit.py

bench: $(STAMP) ## what things cost, as ratios to bare SQL (NAME=... picks one, FORMAT=json)
	@$(BIN)/python -m bench $(if $(NAME),--name $(NAME)) $(if $(FORMAT),--format $(FORMAT))

docs: $(STAMP) ## the documentation as a site in build/site; a broken link fails it
	$(BIN)/python -m sphinx --fail-on-warning --keep-going --quiet \
		--doctree-dir build/docs-read docs build/site
	@echo "Open build/site/index.html"

screenshots: $(STAMP) ## take the pictures of the tutorials anew (needs Chromium)
	QI_SCREENSHOTS=yes $(BIN)/python -m pytest tests/browser/test_screenshots.py

permissions: $(STAMP) ## walk every page and operation as each role, and write docs/permissions.md anew
	QI_PERMISSIONS=write $(BIN)/python -m pytest tests/permissions

format: $(STAMP) ## put format and simple lint right
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

schema: $(STAMP) ## pin the API's contract anew in docs/openapi.json, after a change that is meant
	DJANGO_SETTINGS_MODULE=qi_tracker.settings $(BIN)/python -m api.pinned

lock: $(STAMP) ## pin anew what pyproject.toml asks for (needs the network)
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python requirements/lock.py write

install: $(STAMP) ## set up .venv, as the other targets do when it is needed

clean: ## remove .venv and caches; the data of trial systems stay
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis

$(STAMP): requirements/development.txt requirements/runtime.txt
	@$(or $(PYTHON),false) -c '$(RECENT)' || \
		{ echo 'QI Tracker needs Python 3.11 or later; name yours: make PYTHON=/path/to/python3.12 run'; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes \
		--requirement requirements/development.txt
	@touch $@
