"""A backup of the embedded database, and what comes of it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def site(tmp_path: Path):
    """`manage.py` on data of its own."""
    folders = []

    def manage(folder: str, *arguments: str) -> subprocess.CompletedProcess:
        folders.append(folder)
        return subprocess.run(
            [sys.executable, "manage.py", *arguments], cwd=ROOT, text=True, check=False,
            env={**os.environ, "DATABASE_URL": "", "NEWSROOM_VAR": str(tmp_path / folder)},
            capture_output=True,
        )  # fmt: skip

    yield manage
    for folder in set(folders):
        manage(folder, "database", "stop")


def test_a_backup_is_restored_into_an_empty_database_only(site, tmp_path: Path) -> None:
    file = tmp_path / "night.dump"
    story = tmp_path / "story.txt"
    story.write_text("Band seeks tuba\n\nRehearsals are on Mondays.")
    assert site("one", "migrate", "--verbosity=0").stderr == ""
    assert site("one", "ingest", str(story), "--enqueue").returncode == 0
    said = site("one", "backup", str(file))
    assert said.stdout.startswith(f"{file}: ")
    assert file.stat().st_mode & 0o077 == 0
    assert [path.name for path in tmp_path.glob(".*.part")] == []
    refused = site("one", "restore", str(file))
    assert refused.returncode == 1
    assert "restore into an empty one" in refused.stderr
    assert site("two", "restore", str(file)).stderr == ""
    assert site("two", "migrate", "--check").returncode == 0
    assert "1 tagged" in site("two", "tag").stdout
    identity = "from articles.models import *; print(Archive.objects.get().identity)"
    first, second = (site(each, "shell", "-v0", "-c", identity).stdout for each in ("one", "two"))
    assert first.strip() != second.strip() != ""


def test_what_cannot_be_written_or_read_is_said_in_a_sentence(site, tmp_path: Path) -> None:
    there = site("one", "backup", str(tmp_path / "nowhere" / "night.dump"))
    assert there.stderr.strip().endswith("night.dump: name a file in a folder that is there.")
    folder = site("one", "backup", str(tmp_path))
    assert folder.stderr.strip().endswith(f"{tmp_path}: name a file in a folder that is there.")
    gone = site("one", "restore", str(tmp_path / "gone.dump"))
    assert "there is no such file" in gone.stderr
    bad = tmp_path / "bad.dump"
    bad.write_text("not a dump")
    damaged = site("one", "restore", str(bad))
    assert damaged.stderr.startswith("CommandError: pg_restore: ")
