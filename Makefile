# Two commands do everything: `make demo` and `make test`. Both make the environment first.
PYTHON ?= python3
ENVIRONMENT := .venv
BIN := $(ENVIRONMENT)/bin
TREEBANKS ?= ../shared/data/ud
SEED ?= 1
SECONDS ?= 600
JOBS ?= 1

.PHONY: help demo test check docs model model-scores compiled bench scores fuzz estimate lock clean

help:
	@echo "make demo          read the example pages into a ledger and print the account"
	@echo "make test          lint, format, types, import contract, documentation and all tests"
	@echo "make docs          build the documentation into site/"
	@echo "make compiled      build the wheel with the reading stage compiled into dist/compiled (needs a C compiler)"
	@echo "make bench         print speeds beside floors and peers measured in the same run"
	@echo "make fuzz          try every component with hostile inputs, ten minutes each (SECONDS=600, JOBS=1)"
	@echo "make model         train the language model (TREEBANKS=folder with train and dev .conllu.gz)"
	@echo "make model-scores  score the shipped language model on TREEBANKS"
	@echo "make estimate      add what 'reportedly estimate' needs to the environment (half a gigabyte)"
	@echo "make lock          resolve the dependencies again into requirements.lock and requirements-estimate.lock"

$(ENVIRONMENT)/installed: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "reportedly needs Python 3.11 or newer; call make PYTHON=/path/to/python3.11"; exit 1; }
	@echo "Making the environment in $(ENVIRONMENT) (a minute or two, once) ..."
	@$(PYTHON) -m venv $(ENVIRONMENT)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(ENVIRONMENT)/estimate: requirements-estimate.lock $(ENVIRONMENT)/installed
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-estimate.lock
	@touch $@

estimate: $(ENVIRONMENT)/estimate

demo: $(ENVIRONMENT)/installed
	@rm -f demo.db demo.db-wal demo.db-shm
	@$(BIN)/reportedly read examples --ledger demo.db
	@$(BIN)/reportedly series --ledger demo.db
	@echo
	@echo "Every number shows its words: $(BIN)/reportedly claims --ledger demo.db, then show ID."

check: $(ENVIRONMENT)/installed
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

test: check
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet
	$(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder --durations=20 --durations-min=3

docs: $(ENVIRONMENT)/installed
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict

model: $(ENVIRONMENT)/installed
	$(BIN)/python -m reportedly.language.training --train $(TREEBANKS)/train.conllu.gz \
	  --dev $(TREEBANKS)/dev.conllu.gz --out build/model --seed $(SEED)
	$(BIN)/python -m reportedly.language.tuning --model build/model --train $(TREEBANKS)/train.conllu.gz \
	  --dev $(TREEBANKS)/dev.conllu.gz --out src/reportedly/language/model --seed $(SEED)

model-scores: $(ENVIRONMENT)/installed
	OPENBLAS_NUM_THREADS=1 $(BIN)/python -m reportedly.language.scores --dev $(TREEBANKS)/dev.conllu.gz

# Kept while the sources do not change. It lies in a folder of its own: beside edited sources it would hide edits.
COMPILED := build/compiled
SOURCES := $(shell find src -name __pycache__ -prune -o -type f -print)

$(COMPILED)/installed: $(ENVIRONMENT)/installed hatch_build.py $(SOURCES)
	@rm -rf $(COMPILED) dist/compiled
	@echo "Compiling the reading stage (two to four minutes on two cores) ..."
	@REPORTEDLY_COMPILE=1 $(BIN)/python -m hatchling build --target wheel --directory dist/compiled
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --target $(COMPILED) dist/compiled/*.whl
	@touch $@

compiled: $(COMPILED)/installed

bench: $(COMPILED)/installed
	$(BIN)/python -m bench

scores: $(ENVIRONMENT)/installed
	$(BIN)/python -m bench.scores

# Processor time is measured, so one thread each, and as many components at a time as JOBS says.
fuzz: $(ENVIRONMENT)/installed
	OPENBLAS_NUM_THREADS=1 $(BIN)/python -m fuzz --seconds $(SECONDS) --jobs $(JOBS) \
	  $(if $(CHANCE),--seed $(CHANCE) --counted) $(FUZZED)

lock: $(ENVIRONMENT)/installed
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	  --no-annotate --extra development --extra fuzzing --extra postgresql pyproject.toml --output-file requirements.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	  --no-annotate --extra estimate --constraint requirements.lock pyproject.toml --output-file requirements-estimate.lock

clean:
	rm -rf $(ENVIRONMENT) build dist site demo.db demo.db-wal demo.db-shm
