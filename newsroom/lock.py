"""Writes both requirement files from pyproject.toml: exact versions, and what each is for.

Needs `uv`, and asks the package index that pip is set up for.
"""

import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

HEADS = {
    "requirements.txt": "# Locked from pyproject.toml; each line says what the package is for.",
    "tests/requirements.txt": (
        "# Locked from pyproject.toml: what tests and checks need on top of requirements.txt."
    ),
}
LISTED = re.compile(r'^    "(?P<name>[A-Za-z0-9.-]+)[^"]*",\s*#\s*(?P<purpose>.+)$', re.MULTILINE)


def main() -> None:
    purposes = {m["name"].lower(): m["purpose"] for m in LISTED.finditer(read("pyproject.toml"))}
    site = resolve()
    tests = resolve("--group", "dev", "--constraints", "-", constraints="\n".join(site))
    Path("requirements.txt").write_text(laid_out("requirements.txt", site, purposes))
    more = [line for line in tests if line not in set(site)]
    Path("tests/requirements.txt").write_text(laid_out("tests/requirements.txt", more, purposes))


def resolve(*options: str, constraints: str = "") -> list[str]:
    """Return `name==version ; marker` lines for every supported Python and system."""
    command = [sys.executable, "-m", "uv", "pip", "compile", "--quiet", "--universal"]
    command += ["--no-header", "--no-annotate", "--no-strip-markers", "--python-version", "3.11"]
    done = subprocess.run(  # noqa: S603  no shell, no input of others
        [*command, *options, "pyproject.toml"],
        input=constraints,
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        sys.exit("The versions could not be resolved: see above.")
    return done.stdout.splitlines()


def laid_out(name: str, lines: Iterable[str], purposes: dict[str, str]) -> str:
    """The file's text: what we ask for with its purpose, then what that needs itself."""
    ours = {line: purposes.get(line.split("==")[0].split("[")[0]) for line in lines}
    width = max(len(line) for line, purpose in ours.items() if purpose)
    asked = [f"{line:{width}}  # {purpose}" for line, purpose in ours.items() if purpose]
    needed = [line for line, purpose in ours.items() if not purpose]
    head = [HEADS[name], *asked, "", "# What those packages need themselves."]
    return "\n".join([*head, *needed]) + "\n"


def read(name: str) -> str:
    return Path(name).read_text(encoding="utf-8")


if __name__ == "__main__":
    main()
