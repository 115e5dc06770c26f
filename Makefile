# Every target that runs Kinward does its own set-up first; see deploy/setup/README.md.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help setup demo test serve bench catalogs format goldens lock pictures soak

python := .venv/bin/python
lock_options := --extra=dev --extra=soak --generate-hashes --strip-extras --allow-unsafe --no-config --quiet \
	--no-emit-index-url --no-emit-find-links --no-emit-trusted-host

help: ## say what each target does
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' Makefile | column -t -s '|'

setup: ## install what is missing: Debian packages, .venv, Prefect's database
	@bash deploy/setup/set_up.sh run

demo: setup ## prepare the seven sample families and show what is owed
	@$(python) -m kinward.cli.demo

test: ## set up, then formatting, lint, types, imports and tests
	@bash deploy/setup/gates.sh

serve: setup ## run Kinward's server
	@.venv/bin/kinward serve

soak: ## the long tests, each part within the hour, resumed by the next run: make soak PART=mutants
	@bash deploy/setup/soak.sh $(PART) $(if $(MINUTES),--minutes $(MINUTES))

bench: setup ## measure speed and memory
	@$(python) -m bench

catalogs: setup ## bring every catalog of translations in step with the letters
	@$(python) -m kinward.wording.catalog_refresh templates --on "$$(date +%F)"

format: setup ## format the code and mend what ruff can mend
	@.venv/bin/ruff format . && .venv/bin/ruff check --fix .

goldens: setup ## write the expected outputs of the tests again, to be read in the diff
	@$(python) -m tests.goldens

pictures: setup ## draw the pages that the README shows
	@$(python) -m tests.pictures

# Needs only a pip-compile: the lock may be what keeps the set-up from working.
lock: ## write requirements.lock again after a change of pyproject.toml
	@test -x .venv/bin/pip-compile || bash deploy/setup/set_up.sh run
	@CUSTOM_COMPILE_COMMAND="make lock" .venv/bin/pip-compile $(lock_options) \
		--output-file=requirements.lock pyproject.toml
	@echo "requirements.lock written; read its diff, then: make test"
