"""What the settings take from the environment that needs more than a typed look-up."""

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured
from environs import Env

from newsroom.embedded import DATABASE, USER, Server

ENGINE = "newsroom.postgres"
# A connection lives as long as its thread; each request checks first that it still answers.
PERSISTENT = {"CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": True}
# Planning a page's queries takes longer than running them: the server keeps the plans of those
# that come again. Through a pooler that cannot, DATABASE_PREPARE=0.
PREPARED = {"server_side_binding": True, "prepare_threshold": 5}
# Readers do not wait longer than this for a replica that is gone, but ask the next one.
REPLICA_TIMEOUT = {"connect_timeout": 2}
# Of the primary's options the one that asks for a primary.
PRIMARYS_OWN = "target_session_attrs"


def databases(env: Env, var: Path) -> dict[str, dict[str, Any]]:
    """Return Django's DATABASES: the server of DATABASE_URL, without one the embedded PostgreSQL.

    The embedded server keeps its data in `var/postgres`. NEWSROOM_POSTGRES_VERSION (18 or 16)
    says with which version a new data folder is made. Nothing is started here. The replicas of
    DATABASE_REPLICA_URLS are `replica-1` and so on, with the primary's options unless their
    addresses say otherwise.
    """
    if url := env.str("DATABASE_URL", ""):
        found = from_url(url)
    else:
        version = env.int("NEWSROOM_POSTGRES_VERSION", Server.version)
        found = embedded(Server(var / "postgres", version=version))
    prepared = PREPARED if env.bool("DATABASE_PREPARE", True) else {}
    options = {**prepared, **found.get("OPTIONS", {})}
    primary = {**found, **PERSISTENT, "OPTIONS": options}
    urls = filter(None, map(str.strip, env.list("DATABASE_REPLICA_URLS", [])))
    return {"default": primary} | {
        f"replica-{number}": replica(url, f"Address {number} of DATABASE_REPLICA_URLS", options)
        for number, url in enumerate(urls, 1)
    }


def replica(url: str, what: str, primarys: dict[str, Any]) -> dict[str, Any]:
    """Return the connection settings of a replica; `what` names it if its address is none."""
    found = from_url(url, what)
    inherited = {name: value for name, value in primarys.items() if name != PRIMARYS_OWN}
    options = {**inherited, **REPLICA_TIMEOUT, **found.get("OPTIONS", {})}
    return {**found, **PERSISTENT, "OPTIONS": options}


def from_url(url: str, what: str = "DATABASE_URL") -> dict[str, Any]:
    """Return the connection settings of a PostgreSQL address; it is not repeated in a complaint."""
    try:
        if urlsplit(url).scheme not in ("postgres", "postgresql"):
            raise ValueError
        found = dj_database_url.parse(url)
        if not found["NAME"] and "service" not in found.get("OPTIONS", {}):
            raise ValueError
    except ValueError:
        raise ImproperlyConfigured(
            f"{what} must be the address of a PostgreSQL server, "
            "such as postgresql://user:password@host:5432/newsroom."
        ) from None
    return {**found, "ENGINE": ENGINE}


def embedded(server: Server) -> dict[str, Any]:
    """Return the connection settings of an embedded server."""
    return {
        "ENGINE": ENGINE,
        "NAME": DATABASE,
        "USER": USER,
        "HOST": str(server.socket_folder),
        "EMBEDDED": server,
    }


def secret_key(var: Path) -> str:
    """Return SECRET_KEY, else a key made once and kept in `var/secret_key`, readable by us only.

    Where `var` may not be written or read (a command in somebody else's clone that needs no
    database) the key lasts as long as the process.
    """
    if key := os.environ.get("SECRET_KEY"):
        return key
    kept = var / "secret_key"
    try:
        return kept.read_text(encoding="ascii")
    except FileNotFoundError:
        return _keep_new_key(kept)
    except PermissionError:
        return secrets.token_urlsafe(50)


def _keep_new_key(kept: Path) -> str:
    """Write a new key beside and link it in place: of several processes the first one wins."""
    key = secrets.token_urlsafe(50)
    draft = kept.with_name(f"{kept.name}.{os.getpid()}.{secrets.token_hex(4)}")
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as handle:
            handle.write(key)
    except OSError:
        return key
    try:
        os.link(draft, kept)
    except FileExistsError:
        return kept.read_text(encoding="ascii")
    finally:
        draft.unlink()
    return key
