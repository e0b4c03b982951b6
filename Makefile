# Everything a person does with Soundkin. `make test` is exactly what CI runs.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help serve build test test-browser bench

help: ## print this
	@sed -nE 's/^([a-z-]+):.*## (.*)/make \1\t\2/p' Makefile | expand -t 20

serve: ## install what is missing, then serve the page at http://127.0.0.1:8080
	@scripts/setup build
	@. scripts/env && exec trunk serve

build: ## install what is missing, then build the page into dist/, for any static host
	@scripts/setup build
	@. scripts/env && trunk build

test: ## install what is missing, then run everything CI runs
	@scripts/setup test
	@scripts/check

test-browser: build ## only the browser tests; BROWSERS=chromium,firefox,webkit and TEST=name choose some
	@scripts/setup test
	@scripts/browsers $(TEST)

bench: build ## run the benchmarks: of each stage, and of the page in Chromium (SOUNDKIN_BENCH_DATA=folder for your own data)
	@scripts/setup test
	@. scripts/env && cargo bench --no-default-features --features benches
	@scripts/browsers --ignored --nocapture bench
