# Everything runs in .venv, which is set up by the first target that needs it, and
# again only when pyproject.toml or a lock changes, or when the folder was moved.

PYTHON ?= python3
VENV   ?= .venv
PORT   ?= 8000

# Options of your own: make html SPHINXOPTS=-v, make test PYTEST=tests/site,
# make check CHECK=entries/xmem.md, make bench BENCH=1000
SPHINXOPTS ?=
PYTEST     ?=
CHECK      ?=
LINKS      ?=
BENCH      ?=

MAKEFLAGS += --no-builtin-rules
.DEFAULT_GOAL := help
.PHONY: html test test-fast check live links linkcheck bench clean lock help FORCE

PIP = $(VENV)/bin/python -m pip -qq --disable-pip-version-check

html: $(VENV)/.site  ## build the site into _build/html
	$(VENV)/bin/sphinx-build -b html -W --keep-going -n -j auto -d _build/doctrees $(SPHINXOPTS) . _build/html

check: $(VENV)/.site  ## check the entries, without a build
	$(VENV)/bin/paperbase check $(CHECK)

live: $(VENV)/.test  ## serve the site, rebuild and reload on save
	$(VENV)/bin/sphinx-autobuild --port $(PORT) -n -j auto -d _build/live/doctrees \
	  $(addprefix --ignore ,_build by $(VENV) .git .mypy_cache .ruff_cache .hypothesis) \
	  --re-ignore __pycache__ $(SPHINXOPTS) . _build/live/html

test: $(VENV)/.test  ## style, types and all tests
	$(VENV)/bin/ruff check -q .
	$(VENV)/bin/ruff format -q --check .
	$(VENV)/bin/mypy --no-error-summary
	$(VENV)/bin/pytest -n 2 --dist loadfile --no-loadscope-reorder $(PYTEST)

test-fast: $(VENV)/.test  ## the tests that take seconds: no browser, nothing slow
	$(VENV)/bin/pytest -q -n 3 --dist worksteal -m "not browser and not slow" $(PYTEST)

links: $(VENV)/.site  ## ask whether the links of the entries still answer (needs the network)
	$(VENV)/bin/paperbase links $(LINKS)

linkcheck: $(VENV)/.site  ## ask every external link of the pages (needs the network)
	$(VENV)/bin/sphinx-build -b linkcheck --keep-going -j auto -d _build/linkcheck/doctrees $(SPHINXOPTS) . _build/linkcheck

bench: $(VENV)/.site  ## time the build against plain Sphinx (BENCH=1000: so many papers)
	$(VENV)/bin/python bench/run.py $(BENCH)

clean:  ## remove what was built (not .venv)
	rm -rf _build by

lock: $(VENV)/bin/python  ## resolve the dependencies anew into requirements*.lock (needs the network)
	$(PIP) install uv
	$(LOCK) --group build -o requirements.lock
	$(LOCK) --group build --all-extras -c requirements.lock -o requirements-test.lock

LOCK = $(VENV)/bin/uv pip compile -q --upgrade --universal --python-version 3.11 \
  --fork-strategy fewest --generate-hashes --custom-compile-command 'make lock' pyproject.toml

help:  ## this list
	@awk -F ':.*## *' '/^[a-z-]+:.*##/ { printf "make %-10s %s\n", $$1, $$2 }' Makefile

# The environment. .place says where it was made: scripts in it hold that path.

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { echo \
	  "This needs Python 3.11 or newer with its venv module. On Debian or Ubuntu: apt install python3-venv." \
	  "Another Python: make PYTHON=python3.12" >&2; exit 1; }
	@echo "Setting up $(VENV)"
	@$(PYTHON) -m venv --clear $(VENV)
	@echo "PLACE := $$(pwd -P)" >$(VENV)/.place

$(VENV)/.site: pyproject.toml requirements.lock $(VENV)/bin/python
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.test: requirements-test.lock $(VENV)/.site
	@$(PIP) install --require-hashes -r requirements-test.lock
	@touch $@

-include $(VENV)/.place
ifneq ($(PLACE),$(CURDIR))
$(VENV)/bin/python $(VENV)/.site: FORCE
endif
