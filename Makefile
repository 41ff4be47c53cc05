# Python 3.11 or later with venv, make and git are all that a machine needs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
BENCH := .venv-bench
LOCK := .venv-lock
READY := .stamp
CALC := $(BIN)/benefits calc benxi/dibao --date 2019-07-01 \
	--set area=urban --set household_size=3 --set household_income=1000.50
# The packages that every answer goes through.
CORE := benefits.feel benefits.model benefits.engine
CORE_TESTS := tests/feel tests/model tests/engine tests/cases tests/oracle tests/rules tests/tck
COMPILE := $(LOCK)/bin/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --all-build-deps \
	--no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-header --upgrade

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_NO_INPUT := 1
unexport PYTHONPATH PYTHONHOME

.DEFAULT_GOAL := help
.PHONY: help demo test packages check lint types pytest tck corpus mutants bench docs lock clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "%-8s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

demo: $(VENV)/$(READY) ## Work out one household's allowance, in English and in Chinese
	$(CALC) --lang en
	$(CALC) --lang zh

test: packages lint types check docs tck pytest ## Everything that CI runs; the tests come last

packages: ## Install the Debian packages that some tests use, if root; else say which are missing
	@missing=""; \
	ls /usr/lib/postgresql/*/bin/initdb > /dev/null 2>&1 || missing="$$missing postgresql"; \
	command -v soffice > /dev/null || missing="$$missing libreoffice-calc-nogui"; \
	command -v java > /dev/null || missing="$$missing default-jre-headless"; \
	fc-list :lang=zh 2> /dev/null | grep -q . || missing="$$missing fontconfig fonts-wqy-microhei"; \
	if [ -z "$$missing" ]; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get > /dev/null; then \
		export DEBIAN_FRONTEND=noninteractive; \
		apt-get -qq update && apt-get -qqy install --no-install-recommends $$missing > /dev/null && exit 0; \
	fi; \
	echo "Missing Debian packages; the tests that need them are skipped:$$missing" >&2

check: $(VENV)/$(READY) ## Check every rule file
	$(BIN)/benefits check

lint: $(VENV)/$(READY) ## Style of the code
	$(BIN)/ruff check .

types: $(VENV)/$(READY) ## Types of the code
	$(BIN)/mypy

pytest: $(VENV)/$(READY) ## The tests, with a floor of 95 % branch coverage under the core by its own tests
	$(BIN)/pytest -n 2 $(CORE_TESTS) $(CORE:%=--cov=%) --cov-branch --cov-report=term-missing:skip-covered \
		--cov-fail-under=95
	$(BIN)/pytest -n 2 --dist loadgroup $(CORE_TESTS:%=--ignore=%)

tck: $(VENV)/$(READY) ## Score the expression language on the official DMN test cases
	$(BIN)/python -m tests.tck

corpus: $(VENV)/$(READY) ## Write the answers to all boundary cases anew, to be read as a difference
	$(BIN)/python -m tests.cases.corpus

mutants: $(VENV)/$(READY) ## Change every figure of the rule files in turn; each must be noticed (ONLY='benxi/*')
	$(BIN)/python -m tests.mutants $(ONLY)

bench: $(BENCH)/$(READY) ## Speed and memory next to zen and OpenFisca; fails if a target is missed
	$(BENCH)/bin/python -m tests.bench

docs: $(VENV)/$(READY) ## Build the documentation into docs/_build
	$(BIN)/sphinx-build -W --keep-going --quiet docs docs/_build

lock: $(LOCK)/$(READY) ## Renew the pinned requirements from pyproject.toml
	$(COMPILE) --extra audit --extra columns --extra spark --extra dev --extra docs --output-file requirements-dev.txt pyproject.toml
	$(COMPILE) --extra bench --extra columns --output-file requirements-bench.txt pyproject.toml

clean: ## Remove what was built, the environments included
	rm -rf $(VENV) $(BENCH) $(LOCK) build dist docs/_build docs/programs docs/coverage.md .coverage .coverage.* \
		.hypothesis .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# An environment is made anew, whole, whenever its lock file or pyproject.toml is newer than its stamp.
$(VENV)/$(READY): requirements-dev.txt pyproject.toml
	rm -rf $(VENV)
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --require-hashes -r requirements-dev.txt
	$(BIN)/pip install --quiet --no-deps --no-build-isolation -e .
	touch $@

$(BENCH)/$(READY): requirements-bench.txt pyproject.toml
	rm -rf $(BENCH)
	$(PYTHON) -m venv $(BENCH)
	$(BENCH)/bin/pip install --quiet --require-hashes -r requirements-bench.txt
	$(BENCH)/bin/pip install --quiet --no-deps --no-build-isolation -e .
	touch $@

$(LOCK)/$(READY):
	$(PYTHON) -m venv $(LOCK)
	$(LOCK)/bin/pip install --quiet pip-tools
	touch $@
