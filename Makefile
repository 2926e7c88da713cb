# make run · make test · make check: everything a desk or a server needs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
KERNEL := $(wildcard bot/retrieval/*.[ch])
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: run test check house format articles eval train fit trained bench clean

run: $(VENV)/.run
	@$(BIN)/python -m bot

test: $(VENV)/.dev
	@$(BIN)/python -m pytest

# What the desk and CI share: the house in order, then the tests.
check: house test

house: $(VENV)/.dev
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: $(VENV)/.dev
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

# How right the answers are, set by set, with every miss and the stage that lost it.
eval: $(VENV)/.dev
	@$(BIN)/python -m bot eval tests/quality/questions/shipped.jsonl
	@$(BIN)/python -m bot eval tests/quality/questions/blind.jsonl --pages tests/quality/pages/own/raw
	@for set in second third fourth fifth sixth seventh eighth layouts; do \
	    $(BIN)/python -m bot eval tests/quality/questions/$$set.jsonl \
	        --pages tests/quality/pages/$$set/raw || exit; \
	done

# How right the articles are: our own pages and, where ../shared is, its gold and its generator.
articles: $(VENV)/.dev
	@$(BIN)/python -m tests.quality.segmentation

# Retrieval against its peers, and a reload under questions; docs/performance.md says more.
bench: $(VENV)/.dev
	@$(PIP) install -e ".[fast,dev,bench]"
	@$(PIP) install "tbb==2020.3.254" && $(PIP) install --no-deps pyterrier_pisa || true
	@$(BIN)/python -m benchmarks.retrieval $(SIZES)
	@$(BIN)/python -m benchmarks.reload

# The reader's weights, learned anew from ../shared and our own questions: three minutes.
train: $(VENV)/.dev
	@$(BIN)/python -m benchmarks.train_reading

# All that is fitted, in the order in which one depends on the other.
fit: train
	@$(BIN)/python -m benchmarks.calibrate_answers --only judging --write
	@$(BIN)/python -m benchmarks.calibrate_telling --write
	@$(BIN)/python -m benchmarks.calibrate_answers --only confidence --write

# Whether what ships is what `make train` writes, byte for byte; it writes nothing.
trained: $(VENV)/.dev
	@$(BIN)/python -m benchmarks.train_reading --check

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis

# The environment: made once, brought up to date when what is installed or compiled changes.
$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else f"需要 Python 3.11 或更新 / Python 3.11 or newer is needed; {sys.executable} is {sys.version.split()[0]}. Try: make PYTHON=python3.11 $(MAKECMDGOALS)")'
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); exit 1; }

$(VENV)/.run: pyproject.toml $(KERNEL) | $(VENV)/bin/python
	@echo "首次安装，一两分钟 / installing, once …" >&2
	@$(PIP) install -e ".[fast]"
	@$(BIN)/python -m compileall -q bot corpus
	@$(BIN)/python -m bot.retrieval.kernel >&2
	@touch $@

$(VENV)/.dev: pyproject.toml $(KERNEL) | $(VENV)/bin/python
	@echo "安装测试所需 / installing what tests need, once …" >&2
	@$(PIP) install -e ".[fast,dev]"
	@$(BIN)/python -m compileall -q bot corpus
	@$(BIN)/python -m bot.retrieval.kernel >&2
	@touch $@ $(VENV)/.run
