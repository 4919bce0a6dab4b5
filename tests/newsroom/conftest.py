"""Embedded servers to be broken: each test gets one of its own."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsroom.embedded import Server
from tests.conftest import HASTY


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder that was made once and is copied for each test."""
    server = Server(tmp_path_factory.mktemp("template") / "postgres", settings=HASTY)
    server.ensure()
    server.stop()
    return server.data


@pytest.fixture
def server(template: Path, tmp_path: Path) -> Iterator[Server]:
    """A stopped server with a data folder."""
    made = Server(tmp_path / "var" / "postgres")
    shutil.copytree(template, made.data)
    yield made
    made.stop()


@pytest.fixture
def new_server(tmp_path: Path) -> Iterator[Server]:
    """A server whose data folder does not exist yet."""
    made = Server(tmp_path / "var" / "postgres", settings=HASTY)
    yield made
    made.stop()
