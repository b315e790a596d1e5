# run, test, check, golden, bench, docs: continuous integration calls these too.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ARGS ?=

.PHONY: run test check golden bench docs image clean

run: $(VENV)/.installed
	@$(BIN)/ucvm $(ARGS)

test: check image
	@$(BIN)/python -m pytest -n 2

check: $(VENV)/.installed-test
	@$(BIN)/ruff check ucvm tests
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python -m ucvm.docs --check

image: $(VENV)/.installed
	@$(BIN)/python -m ucvm.image build

golden: $(VENV)/.installed-test image
	@$(BIN)/python -m tests.golden

bench: $(VENV)/.installed
	@$(BIN)/ucvm bench $(ARGS)

docs: $(VENV)/.installed
	@$(BIN)/python -m ucvm.docs

clean:
	rm -rf $(VENV) .cache dist build

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "UCVM needs Python 3.11 or newer; set PYTHON=…")' >&2
	@echo "making the environment in $(VENV) …" >&2
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: $(VENV)/bin/python pyproject.toml
	@echo "installing …" >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e . >&2
	@touch $@

$(VENV)/.installed-test: $(VENV)/bin/python pyproject.toml
	@echo "installing what the tests need …" >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[test]' >&2
	@touch $(VENV)/.installed $@
