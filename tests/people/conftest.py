"""A small roster on disk."""

from pathlib import Path

import pytest

from tests.people.invented import write_tables


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    """A folder with a small roster of invented people and places."""
    return write_tables(tmp_path)
