"""What the shape of the code promises: who imports whom, how long things get, what is explained."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
APPS = ("newsroom", "articles", "people")
PURE = ("articles.tagging", "articles.ingest", "articles.fetching")


def modules(*packages: str) -> list[Path]:
    found = [path for name in packages for path in (ROOT / name.replace(".", "/")).rglob("*.py")]
    return sorted(path for path in found if "migrations" not in path.parts)


def imports(path: Path) -> Iterator[str]:
    """Every module that a file imports, relative ones too, wherever in the file it stands."""
    package = path.relative_to(ROOT).parts
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: -node.level] if node.level else ()
            stem = ".".join((*above, node.module or "")).strip(".")
            yield stem
            yield from (f"{stem}.{alias.name}" for alias in node.names)


def importers(packages: tuple[str, ...], *forbidden: str) -> list[str]:
    return [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in modules(*packages)
        for name in imports(path)
        if any(name == bad or name.startswith(f"{bad}.") for bad in forbidden)
    ]


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_there_is_something_to_look_at() -> None:
    assert all(len(modules(app)) > 5 for app in APPS)
    assert "django.core.management" in set(imports(ROOT / "manage.py"))


def test_the_register_knows_nothing_of_the_archive_nor_of_the_wiring() -> None:
    assert importers(("people",), "articles", "newsroom") == []


def test_the_archive_knows_nothing_of_the_wiring() -> None:
    assert importers(("articles",), "newsroom") == []


def test_tagging_ingest_and_fetching_are_pure() -> None:
    assert importers(PURE, "django", "people", "articles.models", "newsroom") == []


@pytest.mark.parametrize("package", PURE)
def test_a_pure_package_is_imported_without_django(package: str) -> None:
    code = f"import sys, {package}; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_no_module_is_longer_than_300_lines() -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in modules(*APPS)}
    assert {str(path): length for path, length in lengths.items() if length > 300} == {}


def test_no_function_is_longer_than_50_lines() -> None:
    long = [
        f"{path.relative_to(ROOT)}:{function.name}"
        for path in modules(*APPS)
        for function in functions(path)
        if function.end_lineno - function.lineno + 1 > 50
    ]
    assert long == []


def test_every_function_says_what_it_returns() -> None:
    silent = [
        f"{path.relative_to(ROOT)}:{function.name}"
        for path in modules(*APPS)
        for function in functions(path)
        if function.returns is None and function.name != "__init__"
    ]
    assert silent == []


@pytest.mark.parametrize("name", ["requirements.txt", "tests/requirements.txt"])
def test_every_package_that_we_ask_for_says_what_it_is_for(name: str) -> None:
    asked = (ROOT / name).read_text(encoding="utf-8").split("\n\n# What those packages need")[0]
    lines = [line for line in asked.splitlines() if not line.startswith("#")]
    assert lines
    assert [line for line in lines if not re.search(r"==\S+( ; [^#]+)?\s+# \w", line)] == []


def test_every_package_that_pyproject_asks_for_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    listed = [re.match(r"[\w.-]+", line).group().lower() for line in asked]
    locked = "".join(
        (ROOT / name).read_text(encoding="utf-8")
        for name in ("requirements.txt", "tests/requirements.txt")
    ).lower()
    assert listed
    assert [
        name for name in listed if not re.search(rf"^{name}(\[[^]]*\])?==", locked, re.MULTILINE)
    ] == []


def test_no_file_says_where_packages_come_from() -> None:
    """Whoever installs has set that up; a pinned index would take them somewhere else."""
    files = [ROOT / "Makefile", ROOT / "pyproject.toml", ROOT / ".ci" / "run"]
    files += [ROOT / "requirements.txt", ROOT / "tests" / "requirements.txt"]
    assert [path.name for path in files if "index-url" in path.read_text(encoding="utf-8")] == []


def test_a_web_worker_starts_without_what_only_ingest_needs() -> None:
    heavy = {"trafilatura", "lxml", "feedparser", "warcio", "dateparser", "protego"}
    code = (
        "import os, sys; os.environ['DJANGO_SETTINGS_MODULE'] = 'newsroom.settings';"
        f"import newsroom.wsgi, newsroom.urls; print({heavy} & sys.modules.keys())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True
    )
    assert done.stdout == "set()\n"
