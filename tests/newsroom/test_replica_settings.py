"""DATABASE_REPLICA_URLS: what becomes of it, and what is said where it is no address."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from environs import Env

from newsroom.environment import databases

PRIMARY = "postgresql://ann:secret@db.example/archive?sslmode=require&target_session_attrs=primary"
ONE = "postgresql://ann:secret@one.example:6432/archive"


def of(monkeypatch: pytest.MonkeyPatch, replicas: str, primary: str = PRIMARY) -> dict:
    monkeypatch.setenv("DATABASE_URL", primary)
    monkeypatch.setenv("DATABASE_REPLICA_URLS", replicas)
    return databases(Env(), Path("var"))


def test_each_address_is_a_replica_in_this_order(monkeypatch: pytest.MonkeyPatch) -> None:
    found = of(monkeypatch, f"{ONE}, postgresql://ann@%2Frun%2Fpg/archive")
    assert list(found) == ["default", "replica-1", "replica-2"]
    assert (found["replica-1"]["HOST"], found["replica-1"]["PORT"]) == ("one.example", 6432)
    assert found["replica-2"]["HOST"] == "/run/pg"


@pytest.mark.parametrize("none", ["", " ", ","])
def test_none_is_none(monkeypatch: pytest.MonkeyPatch, none: str) -> None:
    assert list(of(monkeypatch, none)) == ["default"]


def test_the_embedded_database_may_have_replicas(monkeypatch: pytest.MonkeyPatch) -> None:
    found = of(monkeypatch, ONE, primary="")
    assert "EMBEDDED" in found["default"]
    assert "EMBEDDED" not in found["replica-1"]


def test_a_replica_is_spoken_to_as_the_primary_is(monkeypatch: pytest.MonkeyPatch) -> None:
    found = of(monkeypatch, ONE + "?application_name=reader")
    primary, replica = found["default"], found["replica-1"]
    for name in ("ENGINE", "CONN_MAX_AGE", "CONN_HEALTH_CHECKS"):
        assert replica[name] == primary[name]
    assert replica["OPTIONS"] == {
        "server_side_binding": True,
        "prepare_threshold": 5,
        "sslmode": "require",
        "connect_timeout": 2,
        "application_name": "reader",
    }
    monkeypatch.setenv("DATABASE_PREPARE", "0")
    assert "prepare_threshold" not in of(monkeypatch, ONE)["replica-1"]["OPTIONS"]


def test_what_its_own_address_says_goes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    options = of(monkeypatch, ONE + "?sslmode=disable&connect_timeout=5")["replica-1"]["OPTIONS"]
    assert (options["sslmode"], options["connect_timeout"]) == ("disable", 5)


@pytest.mark.parametrize(
    "bad",
    ["one.example", "mysql://ann:secret@one.example/archive", "postgresql://ann:secret@one:port/a",
     "postgresql://ann:secret@one.example", "postgresql://[::1/archive"],
)  # fmt: skip
def test_what_is_no_address_is_named_by_its_place_and_not_repeated(
    monkeypatch: pytest.MonkeyPatch, bad: str
) -> None:
    with pytest.raises(ImproperlyConfigured) as raised:
        of(monkeypatch, f"{ONE},{bad}")
    assert str(raised.value).startswith("Address 2 of DATABASE_REPLICA_URLS must be the address")
    assert "secret" not in str(raised.value)
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL must be the address"):
        of(monkeypatch, "", primary=bad)
