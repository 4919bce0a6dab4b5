"""A small roster on disk."""

from pathlib import Path

import pytest

from tests.people.invented import write_tables


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    """A folder with a small roster of invented people and places."""
    return write_tables(tmp_path)


@pytest.fixture(autouse=True)
def _plain_static_files(settings) -> None:
    """Static files by their plain names: nothing was collected for a test."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
