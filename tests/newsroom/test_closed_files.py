"""What a command says of a file that is somebody else's: a sentence, not where in the code."""

import sys
from pathlib import Path

import pytest

import manage
from tests.newsroom.test_embedded_privileges import NOBODY, as_user, only_as_root


def last_words(*arguments: str) -> str:
    """What the command ends with; to be asked in a process of its own."""
    sys.argv = ["manage.py", *arguments]
    try:
        manage.main()
    except SystemExit as end:
        return str(end)
    return "it went well"


@only_as_root
@pytest.mark.parametrize("command", ["backup", "restore"])
def test_a_file_in_a_folder_of_somebody_else_is_named(command: str, tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    said = as_user(NOBODY, lambda: last_words(command, str(closed / "night.dump")))
    assert said == (
        f"{closed / 'night.dump'}: Permission denied, for the user that runs this command."
    )


def test_what_names_no_file_is_not_taken_for_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(argv: list[str]) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr("django.core.management.execute_from_command_line", refuse)
    with pytest.raises(PermissionError):
        manage.main()
