"""Asking for pages, and seeing which database was asked for them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext


def text(path: str, client: Client | None = None) -> str:
    response = (client or Client()).get(path)
    content = b"".join(response) if response.streaming else response.content
    assert response.status_code == 200, content
    return content.decode()


@contextmanager
def queries(*of: str) -> Iterator[dict[str, int]]:
    """How many queries each database was asked, once the block has ended."""
    asked: dict[str, int] = {}
    with ExitStack() as stack:
        captured = {
            alias: stack.enter_context(CaptureQueriesContext(connections[alias]))
            for alias in of or connections
        }
        yield asked
    asked.update({alias: len(each) for alias, each in captured.items()})
