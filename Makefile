# Every target makes or renews the environment it needs. For GNU make 3.81 or later.

# Which Python, if not the one of the environment or the newest of python3.15 to python3.11.
PYTHON ?=
# Where the environment stands.
VENV ?= .venv
# What `make run` runs, and further options for the command.
CONFIG ?= configs/england.toml
ARGS ?=
# Further options for pytest: -m slow, -k talks, -n 0 for one process.
PYTEST_ARGS ?=

IN_VENV = "$(VENV)/bin/python" -m

.DEFAULT_GOAL := help
.PHONY: help run compile browser test validate bench lint reference calibration evidence docs tutorials site screenshots format lock clean environment

help: ## list what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' Makefile

run: environment ## run England 2005-2018; ARGS="--runs 300" adds options, CONFIG= takes another file
	@"$(VENV)/bin/partnerships" run "$(CONFIG)" $(ARGS)

compile: environment ## compile the model now, a minute, rather than beside the first run
	@"$(VENV)/bin/python" -c "from simulation.ensemble import prepare; prepare()"

browser: environment ## open the interactive view; ARGS="--port 9000" adds options
	@"$(VENV)/bin/partnerships" browser $(ARGS)

test: environment ## run the whole test suite; PYTEST_ARGS="-k talks" chooses
	@$(IN_VENV) pytest -n 2 --dist loadfile $(PYTEST_ARGS)

validate: environment ## judge the model by the evidence; ARGS="--quick" takes a minute
	@"$(VENV)/bin/partnerships" validate $(ARGS)

bench: environment ## measure speed, at most 43 minutes; ARGS="driver maps" chooses, ARGS=--help says of what
	@$(IN_VENV) benchmarks $(ARGS)

lint: environment ## check style and types
	@$(IN_VENV) ruff check .
	@$(IN_VENV) ruff format --check .
	@$(IN_VENV) mypy

reference: environment ## play every study, and runs beside the facts, in full and publish; ARGS=talk_length chooses
	@$(IN_VENV) experiments.commands.published.studies $(ARGS)

calibration: environment ## calibrate to England's history and publish it: half an hour, goes on if stopped
	@$(IN_VENV) experiments.commands.published.calibration $(ARGS)

evidence: environment ## all of the evidence, an hour; ARGS=--quick in ten minutes; goes on if stopped
	@$(IN_VENV) experiments.commands.published.evidence $(ARGS)

docs: environment ## renew what pages take from the code and from published results
	@$(IN_VENV) docs.tables

tutorials: environment ## play the tutorials and keep what they show; ARGS=a_study chooses, --check compares
	@$(IN_VENV) docs.notebooks $(ARGS)

site: environment ## build these documents as a site, in results/site, without network
	@"$(VENV)/bin/python" -m docs.site $(ARGS)

screenshots: environment ## renew the kept pictures: of the view, with Debian's chromium, and the figure of the README
	@$(IN_VENV) docs.screenshots

format: environment ## bring the code into shape
	@$(IN_VENV) ruff check --fix .
	@$(IN_VENV) ruff format .

lock: ## pin what pyproject.toml asks for; ARGS=--upgrade takes the newest versions
	@sh requirements/lock.sh "$(or $(PYTHON),python3)" $(ARGS)

clean: ## remove environments and caches; results stay
	@rm -rf .venv .venv-* build dist *.egg-info .pytest_cache .hypothesis .mypy_cache .ruff_cache
	@find simulation experiments tests benchmarks -name __pycache__ -prune -exec rm -rf {} +

environment: ## make or renew the environment; PYTHON= and VENV= choose
	@sh requirements/install.sh "$(VENV)" "$(PYTHON)"
