# 每一行只叫一个动词，做事的在 scripts/ 里。Every line calls a verb; the work is in scripts/.
PORT ?= 8001
export PATH := $(CURDIR)/.venv/bin:$(PATH)

.PHONY: setup check build serve test lint lock tools browser bench-web bench-guard

setup:
	@bash scripts/setup.sh base

tools: setup
	@bash scripts/setup.sh tools

browser: tools
	@bash scripts/setup.sh browser

check: setup
	@.venv/bin/kepu check

build: setup
	@.venv/bin/kepu build

serve: setup
	@.venv/bin/kepu serve --port $(PORT)

test: browser
	@.venv/bin/pytest

lint: tools
	@.venv/bin/ruff check
	@.venv/bin/ruff format --check
	@.venv/bin/mypy
	@npm run --silent check
	@.venv/bin/check-jsonschema --quiet --builtin-schema vendor.github-workflows .github/workflows/*.yml
	@.venv/bin/zizmor --quiet --offline --strict-collection --persona auditor .github

bench-web: browser
	@npm ci --silent --prefix benchmarks/web
	@.venv/bin/python benchmarks/web.py

bench-guard: tools build
	@.venv/bin/python benchmarks/stock.py

lock:
	@bash scripts/lock.sh
