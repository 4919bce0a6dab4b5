# Everything works from a fresh clone; `make run` and `make test` install what they need into .venv.

PORT ?= 8000
PYTHON ?= python3
VENV := .venv/bin/python
INSTALL := $(PYTHON) -m newsroom.install requirements.txt
TESTS ?=

export DJANGO_SETTINGS_MODULE ?= newsroom.settings

.PHONY: run demo test editor stop lint lock evaluate install install-dev

run: install
	@exec $(VENV) manage.py run_site --port "$(PORT)"

# Invented people in invented papers, on a database and an index of their own.
demo: install
	@env -u DATABASE_URL -u ROSTER_DIR DEMO=true NEWSROOM_VAR=var/demo \
		$(VENV) manage.py run_site --port "$(PORT)"

test: install-dev
	@$(VENV) -m tests.run $(TESTS)

editor: install
	@$(VENV) manage.py migrate --verbosity 0
	@$(VENV) manage.py createsuperuser

stop: install
	@$(VENV) manage.py database stop

lint: install-dev
	$(VENV) -m ruff check .
	$(VENV) -m ruff format --check .
	$(VENV) -m mypy .
	.venv/bin/djade --check $$(git ls-files 'templates/*.html' ':!templates/readers')

# NEWSROOM_GOLD is a folder of annotated articles.
evaluate: install
	@$(VENV) manage.py evaluate "$(NEWSROOM_GOLD)"

# The two lists are locked together, so that one never asks for what the other forbids.
lock: install-dev
	$(VENV) -m newsroom.lock

install:
	@$(INSTALL)

install-dev:
	@$(INSTALL) tests/requirements.txt
