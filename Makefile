# make run    a wiki of your own          PORT, HOST and DATA_DIR set where; all settings stand in README.md
# make demo   the same with a handbook to look at and people to sign in as
# make test   everything that CI runs
# MERMAID=1   with any of these: drawings from ```mermaid blocks, which need a large library
# make soak   kills a server 200 times under two browsers and three sockets that write; KILLS sets how often
# make bench  measures, for a long while: reading, writing together, typing, importing, starting, backing up (bench/README.md)
# make check  style and types only; make fix repairs what can be repaired

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
NODE := $(BIN)/python tools/node.py

SOURCES := $(shell find static -path static/dist -prune -o -type f -print 2>/dev/null)
CATALOGS := $(patsubst %.po,%.mo,$(wildcard translations/*/LC_MESSAGES/*.po))

.PHONY: run demo build .venv test soak bench check fix words lock clean
.DELETE_ON_ERROR:

run: build
	@exec $(BIN)/kring serve

demo: build
	@exec $(BIN)/kring demo

build: .venv/run.stamp static/dist/manifest.json $(CATALOGS)

.venv: .venv/dev.stamp

.venv/run.stamp: requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "Kring needs Python 3.11 or newer: make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)" >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

.venv/dev.stamp: .venv/run.stamp requirements-dev.lock
	$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

.venv/node.stamp: .venv/run.stamp requirements-node.lock
	@$(NODE) --found || $(PIP) install --require-hashes -r requirements-node.lock
	@touch $@

node_modules/.stamp: .venv/node.stamp package-lock.json .npmrc
	$(NODE) npm ci --loglevel=error
	@touch $@

extras/mermaid/node_modules/.stamp: .venv/node.stamp extras/mermaid/package-lock.json .npmrc
	cd extras/mermaid && ../../$(BIN)/python ../../tools/node.py npm ci --loglevel=error
	@touch $@

ifeq ($(MERMAID),1)
static/dist/manifest.json: extras/mermaid/node_modules/.stamp
endif

static/dist/manifest.json: node_modules/.stamp build.mjs tools/emoji.mjs $(SOURCES)
	$(NODE) node build.mjs

%.mo: %.po .venv/run.stamp
	$(BIN)/pybabel --quiet compile --input-file $< --output-file $@

test: .venv
	@$(MAKE) --no-print-directory build MERMAID=1
	@$(BIN)/python tools/test.py

soak: .venv build
	KILLS=$${KILLS:-200} $(BIN)/pytest -q -m browser tests/browser/test_killed.py -k again_and_again
	KILLS=$${KILLS:-200} CROWD=500 $(BIN)/pytest -q tests/flows/editing/test_killed.py tests/flows/editing/test_crowds.py
	KILLS=$${KILLS:-20} $(BIN)/pytest -q tests/search/test_finding.py -k killed

bench: .venv build
	@for program in reading coediting keystrokes opening importing starting backup history mirroring searching talking; do $(BIN)/python -m bench.$$program || exit 1; done

check: .venv node_modules/.stamp
	@$(BIN)/python tools/check.py

fix: .venv node_modules/.stamp
	$(BIN)/ruff check --fix --quiet
	$(BIN)/ruff format --quiet
	$(NODE) npx biome check --write

# After a change of words: brings translations/*.po in line, where what is new waits to be translated.
words: .venv/run.stamp
	@$(BIN)/python tools/words.py

# Needs uv. The locks name packages and hashes, never a host. npm is asked in an empty folder: beside an
# installed node_modules it leaves hashes out.
COMPILE := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header
lock: .venv/node.stamp
	$(COMPILE) --group build pyproject.toml --output-file requirements.lock
	$(COMPILE) --group dev pyproject.toml --output-file requirements-dev.lock
	$(COMPILE) --group node --output-file requirements-node.lock
	for folder in . extras/mermaid; do \
		rm -rf .lock && mkdir .lock && cp $$folder/package.json .npmrc .lock && \
		(cd .lock && ../$(BIN)/python ../tools/node.py npm install --package-lock-only --loglevel=error) && \
		mv .lock/package-lock.json $$folder || exit 1; \
	done
	rm -rf .lock

clean:
	rm -rf .venv node_modules extras/*/node_modules static/dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
