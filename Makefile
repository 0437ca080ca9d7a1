# One entry for everything; `make` alone prints what there is.
# On a fresh Debian it takes python3, python3-venv and make. npm is used where it is installed.

PYTHON ?= python3
BIN := .venv/bin
CATALOGUE := tracker/web/locale/en/LC_MESSAGES/rettidig.po
SOURCES := tracker rules notifications tests bench hatch_build.py $(wildcard docs/*.py)

# The mark in the environment holds the folder that it was made for: an environment does not
# survive a move or a copy, and an editable install would go on running the code it came from.
MARK := .venv/made-for
ifneq ($(shell cat $(MARK) 2>/dev/null),$(CURDIR))
$(MARK): FORCE
endif
ifeq ($(wildcard .vendor-stamp),)
$(MARK): FORCE
endif

.DEFAULT_GOAL := help
.PHONY: help setup demo test check format bench soak pictures words build clean FORCE

help: ## print this list
	@grep -E '^[a-z]+:.*##' $(firstword $(MAKEFILE_LIST)) | sed -E 's/^([a-z]+):.*## /\1\t/' | \
		while IFS="$$(printf '\t')" read -r name text; do printf '  make %-9s %s\n' "$$name" "$$text"; done

setup: $(MARK) ## make the environment in .venv, with pinned dependencies (the others do so by themselves)

$(MARK): pyproject.toml constraints.txt package.json package-lock.json .npmrc hatch_build.py
	@command -v $(PYTHON) >/dev/null || { \
		echo "rettidig: $(PYTHON) was not found: install Python 3.11 or newer (Debian: python3 python3-venv)" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "rettidig: $$($(PYTHON) --version) is too old: install Python 3.11 or newer, or name one: make PYTHON=python3.11" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "rettidig: $(PYTHON) cannot make environments: install python3-venv" >&2; exit 1; }
	@echo "Setting up .venv: downloading and installing the pinned dependencies, fonts and stylesheets (a minute or two) ..."
	@$(PYTHON) -m venv --clear .venv
	@PIP_CONSTRAINT=constraints.txt PIP_BUILD_CONSTRAINT=constraints.txt PIP_DISABLE_PIP_VERSION_CHECK=1 \
		$(BIN)/python -m pip install -qq --editable '.[dev,postgres]'
	@pwd -P > $@

demo: setup ## run the main job on real deadlines; letters and reports land in demo/
	@$(BIN)/rettidig demo --folder demo

test: setup ## run the tests, on SQLite and PostgreSQL
	$(BIN)/python -m pytest -q -n 4 --dist worksteal -rs

check: setup ## format, lint, types, imports, and the holiday guard; changes nothing
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy $(SOURCES)
	$(BIN)/lint-imports --no-logo
	$(BIN)/rettidig rules check --guard

format: setup ## put the sources into shape, and repair what ruff can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: setup ## measure the clock and the command line, beside other libraries
	@$(BIN)/python -m bench

soak: setup ## the long tests: more simulated years and lives, and the laws on new examples
	$(BIN)/python -m pytest -q -n 2 -m soak
	HYPOTHESIS_PROFILE=soak $(BIN)/python -m pytest -q -n 2 tests/rules tests/dossier

pictures: setup ## draw the pictures in the README anew
	@$(BIN)/python docs/make_pictures.py

words: setup ## gather the pages' sentences into the English catalogue, to be translated there
	@$(BIN)/pybabel -q extract -F babel.cfg -k say -k count:1,2 -k mark --no-location --sort-output \
		--omit-header -o rettidig.pot .
	@$(BIN)/pybabel -q update -i rettidig.pot -l en -o $(CATALOGUE) --no-fuzzy-matching \
		--ignore-obsolete --omit-header --no-wrap
	@rm rettidig.pot

build: setup ## build the source archive and the wheel into dist/
	@$(BIN)/python -m hatchling build

clean: ## remove all that make has made, .venv and demo/ too
	rm -rf .venv .vendor-stamp dist demo notifications/static/vendor tracker/web/static/vendor \
		.hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
