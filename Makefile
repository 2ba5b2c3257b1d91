# One command for everything: what CI runs is what you run.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
DATA ?= ../shared/data
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.DEFAULT_GOAL := test
.PHONY: test demo fix format lint types contracts tests golden catalogue signal train measure floors gate bench scaling endure clean

test: lint types contracts tests ## all checks, as CI runs them

demo: $(VENV)/core ## score the five seeds and write their reports
	$(BIN)/scorer score seeds --table
	$(BIN)/scorer report seeds -o reports/seeds --format html,md,txt,json

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "scorer needs Python 3.11 or newer: make PYTHON=python3.11")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/core: pyproject.toml | $(BIN)/python
	$(PIP) --editable .
	@touch $@

$(VENV)/dev: pyproject.toml | $(BIN)/python
	$(PIP) --editable '.[dev]'
	@touch $@ $(VENV)/core

lint: $(VENV)/dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(VENV)/dev
	$(BIN)/mypy

contracts: $(VENV)/dev
	$(BIN)/lint-imports

tests: $(VENV)/dev
	$(BIN)/python -m pytest --cov --cov-report=term:skip-covered

fix: $(VENV)/dev ## format and repair what can be repaired
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

golden: $(VENV)/dev ## rewrite the goldens; review the diff
	UPDATE_GOLDEN=1 $(BIN)/python -m pytest -q tests/test_golden.py

catalogue: $(VENV)/dev ## rewrite the catalogue of signals
	$(BIN)/python -m scorer.catalogue

signal: $(VENV)/dev ## write the two files of a new signal: make signal NAME=my-signal
	$(BIN)/python -m scorer.catalogue --new '$(NAME)'

train: $(VENV)/dev ## train the shipped topics, classifiers and model on the labelled sets
	$(BIN)/python -m scorer.train.topics $(DATA)
	$(BIN)/python -m scorer.train.classifiers $(DATA)
	$(BIN)/python -m scorer.train $(DATA)

measure: $(VENV)/dev ## hold the signals against the labelled sets; writes their pages and reports/signals.json
	$(BIN)/python -m scorer.trials $(DATA)

floors: $(VENV)/dev ## measure, and set the floors at today's figures; review the diff
	$(BIN)/python -m scorer.trials $(DATA) --floors

gate: $(VENV)/dev ## fail where a figure has fallen below its floor, or the labelled data changed
	$(BIN)/python -m scorer.trials $(DATA) --gate

bench: $(VENV)/dev ## time scorer beside other tools, in one run
	$(BIN)/python tests/bench/run.py

scaling: $(VENV)/dev ## time and memory for more articles and more processes
	$(BIN)/python tests/bench/scaling.py

endure: $(VENV)/dev ## kill and resume the command many times
	$(BIN)/python -m tests.endurance.kill --kills 20 --rows 3000

clean:
	rm -rf $(VENV) build dist .coverage .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
