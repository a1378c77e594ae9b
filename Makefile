# Volunteer: set up, run and check. `make help` tells what there is.
#
# A step that has been done is not done again until what it reads has changed.

PYTHON ?= python3
PORT ?= 8000

VENV := .venv/pyvenv.cfg
MODULES := node_modules/.package-lock.json
ASSETS := volunteer/static/build/main.css
SCSS := $(shell find volunteer/static/scss -name '*.scss')
JS := $(wildcard volunteer/static/js/*.js)
BIN := .venv/bin

say = @printf '==> %s\n'

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help run test test-quick check system bench words pictures lock clean

help: ## Say what make can do
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

run: .make/run $(ASSETS) ## Open the demo city on http://127.0.0.1:8000 (PORT=… for another port)
	$(say) 'Bringing the database up to date'
	@DEMO=1 $(BIN)/volunteer db upgrade
	$(say) 'Making the demo cities, where they are not there yet'
	@DEMO=1 $(BIN)/volunteer demo make
	$(say) 'Opening on http://127.0.0.1:$(PORT) (Ctrl+C closes)'
	@DEMO=1 exec $(BIN)/volunteer run --port $(PORT)

test: .make/dev $(ASSETS) system check ## Run everything CI runs
	$(say) 'Testing, on SQLite and PostgreSQL and in Chromium'
	@$(BIN)/pytest -n 2

test-quick: .make/dev .make/semgrep $(ASSETS) ## Run the tests that need neither Chromium nor PostgreSQL
	$(say) 'Testing, leaving out those marked "browser" (Chromium) and "postgresql" (PostgreSQL)'
	@$(BIN)/pytest -n 2 -m 'not browser and not postgresql'

check: .make/dev .make/semgrep ## Run the linters and nothing else
	$(say) 'Linting the Python: ruff check'
	@$(BIN)/ruff check .
	$(say) 'Checking its layout: ruff format'
	@$(BIN)/ruff format --check .
	$(say) 'Checking its types: mypy'
	@$(BIN)/mypy
	$(say) 'Checking who imports whom: import-linter'
	@$(BIN)/lint-imports
	$(say) 'Linting the templates: djlint'
	@$(BIN)/djlint --lint templates
	$(say) 'Looking for what is unsafe: bandit'
	@$(BIN)/bandit --quiet --configfile pyproject.toml --recursive volunteer migrations scripts config.py wsgi.py
	$(say) 'Checking our own rules: semgrep'
	@scripts/semgrep.sh samples
	@scripts/semgrep.sh check
	$(say) 'Looking for secrets: detect-secrets'
	@scripts/secrets.sh

system: # Chromium, PostgreSQL and strace, for the tests
	@scripts/system.sh

bench: .make/dev $(ASSETS) ## Run all benchmarks (an hour and more): var/bench/, and their plots in docs/plots/
	@scripts/system.sh --bench
	@$(BIN)/python -m bench.everything

words: .make/dev ## Gather the sentences for translators
	$(say) 'Gathering the sentences: volunteer/translations/messages.pot'
	@scripts/words.sh volunteer/translations/messages.pot

pictures: .make/dev $(ASSETS) ## Take the pictures of the pages: docs/pictures/
	$(say) 'Taking pictures of a demo city, on a phone and on a desk: docs/pictures/'
	@$(BIN)/python -m bench.pictures

lock: $(VENV) ## Write the locks anew, with the newest versions that fit
	$(say) 'Locking the Python packages: requirements/'
	@scripts/lock.sh
	$(say) 'Locking the npm packages: package-lock.json'
	@scripts/node.sh npm install --package-lock-only --loglevel=error

clean: ## Remove all that make has made, but no data
	$(say) 'Removing the environment, the npm packages and everything built'
	@rm -rf .make .venv .venv-semgrep node_modules volunteer/static/build volunteer.egg-info
	@rm -rf .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis .coverage*

$(VENV):
	$(say) 'Making a virtual environment: .venv'
	@PYTHON='$(PYTHON)' scripts/venv.sh

.make/run .make/dev: .make/%: requirements/%.txt setup.cfg pyproject.toml $(VENV)
	$(say) 'Installing the Python packages: $<'
	@scripts/install.sh $<
	@mkdir -p .make && touch $@

.make/semgrep: requirements/semgrep.txt $(VENV)
	$(say) 'Installing semgrep, in an environment of its own: .venv-semgrep'
	@PYTHON='$(PYTHON)' scripts/semgrep.sh install
	@mkdir -p .make && touch $@

$(MODULES): package.json package-lock.json .npmrc
	$(say) 'Installing the npm packages: package-lock.json'
	@scripts/node.sh npm ci --ignore-scripts --omit=optional --loglevel=error
	@touch $@

$(ASSETS): $(MODULES) $(SCSS) $(JS) scripts/assets.sh scripts/versions.js scripts/compress.js
	$(say) 'Building the stylesheet, scripts and fonts: volunteer/static/build'
	@scripts/assets.sh
