# run, test, check, golden, bench, docs: continuous integration calls these too.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ARGS ?=

# golden needs gcc -m32, dash, coreutils, vim.tiny, tmux, and root for what only root may do.
.PHONY: run test test-shell check golden bench docs image profile clean

run: $(VENV)/.installed
	@$(BIN)/ucvm $(ARGS)

test: check image
	@$(BIN)/python -m pytest -n 2

# The shell's cases in the machine, and under the host's dash and bash.
test-shell: $(VENV)/.installed-test image
	@$(BIN)/python -m pytest -n 2 tests/shell
	@$(BIN)/python -m tests.shell.golden --check

check: $(VENV)/.installed-test
	@$(BIN)/ruff check ucvm tests
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python -m ucvm.docs --check

image: $(VENV)/.installed
	@$(BIN)/python -m ucvm.image build

golden: $(VENV)/.installed-test image
	@for expectations in toolchain kernel.libc shell userland userland.editor bench; do $(BIN)/python -m tests.$$expectations.golden || exit 1; done
	@$(BIN)/python -m tests.kernel.path_golden
	@$(BIN)/python -m tests.sessions.golden
	@$(BIN)/python -m pytest tests/tui/test_app.py --snapshot-update
	@UPDATE_GOLDEN=1 $(BIN)/python -m pytest tests/tui/test_tmux.py

bench: $(VENV)/.installed-bench
	@$(BIN)/ucvm bench $(ARGS)

docs: $(VENV)/.installed
	@$(BIN)/python -m ucvm.docs

# Which functions of the shell are resident, measured anew: after changes of the shell or the compiler.
profile: $(VENV)/.installed
	@$(BIN)/python -m ucvm.bench.profile

clean:
	rm -rf $(VENV) .cache dist build

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "UCVM needs Python 3.11 or newer; set PYTHON=…")' >&2
	@echo "making the environment in $(VENV) …" >&2
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: $(VENV)/bin/python pyproject.toml
	@echo "installing …" >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[engine]' >&2
	@$(BIN)/python -m compileall -q ucvm
	@touch $@

$(VENV)/.installed-test: $(VENV)/bin/python pyproject.toml
	@echo "installing what the tests need …" >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[test]' >&2
	@$(BIN)/python -m compileall -q ucvm
	@touch $(VENV)/.installed $@

$(VENV)/.installed-bench: $(VENV)/bin/python pyproject.toml
	@echo "installing what is measured beside us …" >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[bench]' >&2
	@touch $(VENV)/.installed $@
