"""What tests of the archive share."""

from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.test import Client


@pytest.fixture(autouse=True)
def _plain_static_files(settings) -> None:
    """Static files by their plain names: nothing was collected for a test."""
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    cache.clear()


@pytest.fixture(autouse=True)
def _own_search_index(settings, tmp_path: Path) -> None:
    """An index of another test follows rows that were rolled back."""
    settings.SEARCH_INDEX = tmp_path / "index"


@pytest.fixture
def desk(client: Client) -> Client:
    """A client of somebody who may do everything in the admin."""
    client.force_login(get_user_model().objects.create_superuser("editor"))
    return client
