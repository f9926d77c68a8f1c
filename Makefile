# `make` alone prints what it can do. Everything that a target needs, it installs into .venv.

PYTHON ?= $(shell for p in python3.11 python3.12 python3; do \
	$$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 13))' 2>/dev/null && echo $$p && break; done)
PY := .venv/bin/python
STAMP := .venv/.installed
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)
BENCHMARKS = $(sort $(wildcard tests/benchmarks/*.py))
# A Chromium of Playwright's, where one is needed, goes into .venv and not into the home.
export PLAYWRIGHT_BROWSERS_PATH ?= 0

.DEFAULT_GOAL := help
.PHONY: help install browser demo test lint format docs plots benchmarks clean

help: ## Print this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

install: $(STAMP) ## Create .venv with the tested versions of everything (PYTHON=... picks the Python)

$(STAMP): pyproject.toml constraints.txt
	@[ -x $(PY) ] || [ -n "$(PYTHON)" ] || \
		{ echo "No Python 3.11 or 3.12 found: install one, or run make PYTHON=/path/to/python3.12"; exit 1; }
	[ -x .venv/bin/pip ] || $(PYTHON) -m venv .venv || { $(debian_venv) && $(PYTHON) -m venv --clear .venv; }
	$(PY) -m pip install -c constraints.txt -e '.[recipes,space,dev]'
	@touch $@

# Debian and Ubuntu ship Python without ensurepip, which venv needs; it is in a package of its own.
debian_venv = if command -v apt-get >/dev/null; \
	then $(SUDO) apt-get update && \
		$(SUDO) apt-get install -y "$$($(PYTHON) -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')"; \
	else echo "This Python cannot create environments: install its venv and ensurepip modules"; false; fi

browser: install ## Install Chromium for the browser tests, unless there is one
	@if command -v chromium || command -v google-chrome; then :; \
	elif command -v apt-get >/dev/null && $(SUDO) apt-get update && $(SUDO) apt-get install -y chromium \
		&& command -v chromium; then :; \
	else $(PY) -m playwright install --with-deps chromium; fi

demo: install ## Distil the students, score them, and compare them in the browser (PORT=... picks the port)
	$(PY) -m recipes.demo --output_dir students
	$(PY) space/app.py --students students $(if $(PORT),--port $(PORT)) $(if $(DISPLAY)$(WAYLAND_DISPLAY),--open)

# Every test file keeps to one process. A page waits for the processor, so those with a browser have it to themselves.
test: browser lint ## Run every check and test
	$(PY) -m pytest -m "not browser" -n auto --maxprocesses 4 --dist loadfile
	$(PY) -m pytest -m browser

lint: install ## Check style, types and the generated parts of the README
	$(PY) -m ruff check
	$(PY) -m ruff format --check
	$(PY) -m mypy
	$(PY) -m cogapp --check --diff README.md docs/visitors.md docs/results.md docs/speed.md

format: install ## Fix what ruff can fix
	$(PY) -m ruff check --fix
	$(PY) -m ruff format

docs: install ## Write the generated parts of the README anew
	$(PY) -m cogapp -r README.md docs/visitors.md docs/results.md docs/speed.md

plots: install ## Draw the plots of README.md and docs anew, from the records
	$(PY) -m recipes.report results/methods --plots docs/methods
	$(PY) -m recipes.report results/sizes --plots docs/sizes --kinds sizes
	$(PY) -m recipes.pooled results/study --plot docs/learning-curve.png
	$(PY) -m recipes.base_curve results --plot docs/base-curve.png

benchmarks: install ## Run every tests/benchmarks/*.py
	@$(if $(BENCHMARKS),,echo "There is no tests/benchmarks/*.py yet")
	@for file in $(BENCHMARKS); do echo "== $$file"; $(PY) $$file || exit 1; done

clean: ## Remove .venv, caches and build outputs; students/ and runs/ stay
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .gradio build dist *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
