"""A PostgreSQL of our own, started on demand from the binaries of a Python package."""

from newsroom.embedded.errors import EmbeddedPostgresError
from newsroom.embedded.server import DATABASE, USER, Server

__all__ = ["DATABASE", "USER", "EmbeddedPostgresError", "Server"]
