# InscrIA: what a newcomer types. `make chat` and `make test` set everything up by themselves, once.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python; do command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
VENV := .venv
BIN := $(VENV)/bin
PO := $(wildcard catalogue/words/locales/*/LC_MESSAGES/inscria.po)
MO := $(PO:.po=.mo)
TABLES := catalogue/tables.json
WORKERS ?= auto
PYTEST := $(BIN)/python -m pytest

.PHONY: chat run test test-slow chaos lint messages dialogues pictures train bench clean help setup setup-dev

help: ## what can be typed
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

$(VENV)/.made:
	@test -n "$(PYTHON)" || { echo "InscrIA needs Python 3.11 or newer: install it, then try again." >&2; exit 1; }
	@echo "Making a virtual environment in $(VENV) with $$($(PYTHON) --version)..."
	@$(PYTHON) -m venv $(VENV) </dev/null
	@touch $@

$(VENV)/.ready: $(VENV)/.made pyproject.toml constraints.txt build_messages.py
	@echo "Installing InscrIA and what it needs (a minute, this once)..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable . </dev/null
	@touch $@

$(VENV)/.ready-dev: $(VENV)/.ready
	@echo "Installing what the tests need (a minute or two, this once)..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]' </dev/null
	@touch $@

%.mo: %.po | $(VENV)/.ready
	@$(BIN)/pybabel --quiet compile --input-file $< --output-file $@

$(TABLES): $(wildcard catalogue/*/data/*.yaml) catalogue/reading/tables.py | $(VENV)/.ready
	@$(BIN)/python -m catalogue.reading.tables

setup: $(VENV)/.ready $(MO) $(TABLES)

setup-dev: $(VENV)/.ready-dev $(MO) $(TABLES)

chat: setup ## talk to the bot in the terminal: no token, no server
	@echo "Opening InscrIA in the terminal (control-D leaves)."
	@$(BIN)/inscria chat $(ARGS)

run: setup ## run the bot on Telegram (INSCRIA_TOKEN is needed)
	@$(BIN)/inscria run $(ARGS)

lint: setup-dev ## style, types, import contracts, message catalogues
	@echo "Style (ruff)..."
	@$(BIN)/ruff check --quiet .
	@echo "Types (mypy --strict)..."
	@$(BIN)/mypy --no-error-summary
	@echo "Import contracts (import-linter)..."
	@$(BIN)/lint-imports --no-cache >/dev/null || $(BIN)/lint-imports --no-cache
	@echo "Message catalogues (French and English, complete and in step)..."
	@$(BIN)/python scripts/messages.py check

test: lint ## everything a change must pass, in minutes
	@echo "Tests..."
	@$(PYTEST) -n $(WORKERS) -m "not slow" $(ARGS)

test-slow: setup-dev ## kills, whole processes, big concurrency
	@command -v chromium >/dev/null || echo "chromium is not installed: the administrators' pages are not tried in a browser (apt-get install chromium)." >&2
	@command -v soffice >/dev/null || echo "LibreOffice is not installed: the exports are not opened in it (apt-get install --no-install-recommends libreoffice-calc)." >&2
	@echo "Slow tests..."
	@$(PYTEST) -m slow $(ARGS)

chaos: setup-dev ## replicas, database and network killed under 2,000 people; 100,000 updates nobody foresaw; a hundred kills
	@CHAOS_PEOPLE=$${CHAOS_PEOPLE:-2000} FUZZ_UPDATES=$${FUZZ_UPDATES:-100000} $(PYTEST) -m slow -s tests/chaos $(ARGS)
	@CHAOS_KILLS=100 $(PYTEST) -m slow -k killed_at_random tests/bot/test_bot_process.py $(ARGS)

messages: setup-dev ## extract the messages and list what lacks its French
	@$(BIN)/python scripts/messages.py update

dialogues: setup-dev ## play the README's dialogues again, with their pictures
	@$(BIN)/python -m scripts.dialogues update

pictures: setup-dev ## take the README's pictures of the administrators' pages again (chromium)
	@$(BIN)/python -m scripts.screenshots

train: setup-dev ## train the intent model from the phrase files
	@$(BIN)/python -m catalogue.reading.train

bench: setup-dev ## speed and understanding, as ratios in one run
	@$(BIN)/python -m bench $(ARGS)

clean: ## take away what was set up
	rm -rf $(VENV)
