# The front door. Each heavy thing is a script in scripts/, a CMake preset or an npm script.
.PHONY: help play dev native test test-long golden bench setup format clean
.DEFAULT_GOAL := help

help: ## say what can be done
	@sed -nE 's/^([a-z-]+):.*## (.*)/  make \1\t\2/p' Makefile | expand -t 20
play: ## build what is out of date and serve the game (PORT=3000)
	@scripts/play.sh
dev: ## serve a debug build and follow changes of the page (PORT=3000)
	@scripts/dev.sh
native: ## build the native game and play it
	@scripts/native.sh
test: ## run every test and print one closing count
	@scripts/test.sh
test-long: ## run the same harnesses longer: fuzzers, more seeds, aarch64
	@scripts/test-long.sh
golden: ## write the golden hashes anew, after a change that is meant to alter them
	@scripts/golden.sh
bench: ## run the benchmarks, native and WebAssembly, and race the engines of npm
	@scripts/bench.sh
setup: ## install or fetch the tools (the others call it)
	@scripts/setup.sh
format: ## format the C sources
	@scripts/format.sh
clean: ## remove what was built here; the shared tools in the user's cache stay
	@rm -rf build web/app/.next web/app/out web/app/public/sw.js web/app/public/playground web/app/dist web/app/public/belfry web/app/public/breakout web/app/public/toybox web/app/public/debug web/app/public/race web/app/public/docs-pictures web/app/public/determinism/scene* web/app/src/docs/reference.json web/package/dist web/package/dist-wasm web/package/dist-game web/package/dist-component web/app/wasi
