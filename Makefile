# make run and make test prepare everything they need; see scripts/enter.py.

PREPARE := scripts/start.sh
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help run test check long lint bench tour shots lock clean

help:  ## say what there is
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 12

run:  ## run the terminal, on this screen or on one to be watched through ssh
	@$(PREPARE) run -- python -m scripts.run $(ARGS)

test:  ## what a contributor runs: lint, all tests but the long ones, coverage of the core
	@$(PREPARE) test -- python -m scripts.verify lint tests coverage

check: test long  ## test, then the long jobs

long:  ## only the long jobs of check (some of them: ARGS='long:a11y long:looks')
	@$(PREPARE) test -- python -m scripts.verify $(or $(ARGS),long)

lint:  ## ruff, mypy, import contracts, catalogues
	@$(PREPARE) test -- python -m scripts.verify lint

bench:  ## measure: every program of bench/ prints its figures
	@$(PREPARE) --bring-back build/bench test -- python -m scripts.with_screen -- \
		python -m scripts.bench $(ARGS)

tour:  ## play a whole visit; its transcript here, its pictures and sound in build/tour
	@$(PREPARE) --bring-back build/tour test -- \
		python -m scripts.with_screen --record-dir build/tour -- \
		python main.py tour build/tour $(ARGS)

shots:  ## save a picture of every screen in build/shots
	@$(PREPARE) --bring-back build/shots test -- python -m scripts.with_screen -- \
		python main.py shots build/shots $(ARGS)

lock:  ## write the lock files anew (newer versions: ARGS=--upgrade)
	@python3 -m scripts.lock $(ARGS)

clean:  ## remove what checks and builds made; the environment and the data stay
	@rm -rf build .mypy_cache .ruff_cache .import_linter_cache .hypothesis .pytest_cache .coverage
	@find . -path ./.venv -prune -o -name __pycache__ -type d -exec rm -rf {} +
	@find locales -name '*.mo' -delete
