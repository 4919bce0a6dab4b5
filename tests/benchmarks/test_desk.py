"""What is measured at the desk are decisions that are made, and every list of the admin."""

import pytest
from django.contrib import admin

from articles.benchmarks import county as counties
from articles.benchmarks import desk
from articles.benchmarks.archive import fill
from articles.benchmarks.prose import Prose
from articles.models import Correction, Statement

pytestmark = pytest.mark.django_db


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, number in {"SEATS": 4, "COUNCILS": 3, "PARTIES": 9, "PUBLISHERS": 2}.items():
        monkeypatch.setattr(counties, name, number)
    monkeypatch.setattr(desk, "EACH", 10)


def test_decisions_are_made_and_every_list_is_looked_at(small: None) -> None:
    prose = Prose()
    county = counties.make_county(prose)
    fill(prose, county, 40)
    measured = {each.kind: each.times for each in desk.measure_desk(prose, county)}
    made = measured["decision: a name"], measured["decision: a speaker"]
    assert [times.number for times in made] == [7, 7]  # and three of each to warm up
    assert Correction.objects.count() == 20
    assert Statement.objects.filter(origin="editor").count() == 10
    ours = [m for m in admin.site._registry if m._meta.app_label in ("articles", "people")]
    assert len([kind for kind in measured if kind.startswith("list of ")]) == len(ours)
