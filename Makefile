# Three commands that start from nothing but Python >= 3.11 (with venv and pip) and make:
#   make demo      see it work          make test      prove it          make install   .venv/bin/mailbot
# uv is used when it is there; else pip, from the hashed export of the lock in requirements/.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := $(shell command -v uv 2>/dev/null)
RUNTIME := $(VENV)/.runtime-installed
DEV := $(VENV)/.dev-installed

.PHONY: demo test install check torture speed fuzz lock clean

demo: $(RUNTIME)
	@$(BIN)/mailbot demo

install: $(RUNTIME)
	@$(BIN)/mailbot --version

test: $(DEV)
	$(BIN)/python -m pytest -n auto --dist loadgroup

# What a person starts, and no test: nothing else would notice that they fell behind.
PROGRAMS := $(addprefix tests/,endurance.py speed.py replay_speed.py console_speed.py torture/run.py)

# What CI asks besides the tests.
check: $(DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/mypy --strict $(PROGRAMS)

# Kills mailbot at every step of its road, then at random for so many minutes: nothing may be lost
# or done twice. PostgreSQL and Dovecot take part where they are installed.
torture: MINUTES ?= 30
torture: $(DEV)
	$(BIN)/python -m tests.torture.run --minutes $(MINUTES)

$(RUNTIME): pyproject.toml uv.lock requirements/runtime.txt
ifdef UV
	$(UV) sync --quiet --frozen --inexact --no-dev --all-extras
else
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "mailbot needs Python 3.11 or newer")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/runtime.txt
	$(BIN)/python -m pip install --quiet --no-deps -e .
endif
	@touch $@

$(DEV): $(RUNTIME) requirements/dev.txt
ifdef UV
	$(UV) sync --quiet --frozen --inexact --all-extras --all-groups
else
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/dev.txt
endif
	@touch $@

# Read + understand + decide, one message at a time: median and percentiles.
speed: $(DEV)
	$(BIN)/python -m tests.speed

fuzz: MINUTES ?= 10
fuzz: $(DEV)
	$(BIN)/python -m pip --version >/dev/null 2>&1 || $(BIN)/python -m ensurepip
	$(BIN)/python -m pip install --quiet 'atheris>=3'
	mkdir -p .fuzz && cp tests/cases/*/*/mail.eml .fuzz/ --backup=numbered 2>/dev/null || true
	$(BIN)/python -m tests.fuzz .fuzz -max_total_time=$$(($(MINUTES) * 60)) -max_len=20000 -timeout=20

# After a change of dependencies: the lock and its exports.
lock:
	uv lock
	uv export --quiet --frozen --no-header --all-extras --no-default-groups --no-emit-project -o requirements/runtime.txt
	uv export --quiet --frozen --no-header --all-extras --all-groups --no-emit-project -o requirements/dev.txt

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis
