import re
from pathlib import Path

ROOT = Path(__file__).parents[3]
SOURCES = ("linker", "people", "parties", "councils", "seats")
SLUG = re.compile(r"(?:Evidence|Verdict|_nobody)\(\s*(?:[\w.]+,\s*)?\"([a-z]+(?:-[a-z]+)+)\"")


def test_every_rule_for_names_is_documented():
    guide = (ROOT / "docs" / "tagging.md").read_text()
    code = "".join((ROOT / "articles/tagging" / f"{name}.py").read_text() for name in SOURCES)
    slugs = set(SLUG.findall(code))
    assert len(slugs) >= 15
    assert {slug for slug in slugs if f"| `{slug}` |" not in guide} == set()
