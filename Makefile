# The desk's commands. `make demo` and `make test` need Python >= 3.11 and make, nothing else.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PO := $(wildcard desk_app/locale/*/LC_MESSAGES/*.po)

.PHONY: setup demo test check bench screenshots docs clean

setup: $(VENV)/.ready

$(VENV)/.ready: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[postgres,test,dev]'
	@touch $@

$(VENV)/.catalogues: $(VENV)/.ready $(PO)
	$(BIN)/python desk_app/locale/compile.py
	@touch $@

demo: $(VENV)/.catalogues
	@$(BIN)/desk demo

test: $(VENV)/.catalogues
	$(BIN)/python -m pytest -n 2

check: $(VENV)/.catalogues
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -n 2

bench: $(VENV)/.catalogues
	$(BIN)/python -m benchmarks

screenshots: $(VENV)/.catalogues
	$(BIN)/python -m docs.pictures

docs: $(VENV)/.catalogues
	$(BIN)/python -m docs.rules
	$(BIN)/python -m docs.keys

clean:
	rm -rf $(VENV) dist .mypy_cache .ruff_cache .pytest_cache
