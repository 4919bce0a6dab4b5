"""Whose request it is behind a proxy; and that a sender cannot claim to be somebody else."""

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client

from articles.models import Report
from newsroom.proxy import last_of

PASSWORD = "correct horse battery"


@pytest.fixture
def proxied(settings: LazySettings) -> Client:
    settings.BEHIND_TLS = True
    return Client(HTTP_X_FORWARDED_PROTO="https", REMOTE_ADDR="127.0.0.1")


def log_in(client: Client, password: str, forwarded_for: str) -> HttpResponse:
    form = {"username": "editor", "password": password}
    return client.post("/admin/login/?next=/admin/", form, HTTP_X_FORWARDED_FOR=forwarded_for)


def report(client: Client, forwarded_for: str) -> None:
    sent = {"page": "/about/", "message": "This is wrong.", "contact": "", "website": ""}
    client.post("/report/", sent, HTTP_X_FORWARDED_FOR=forwarded_for)


@pytest.mark.django_db
def test_somebodys_wrong_passwords_do_not_keep_an_editor_elsewhere_out(proxied: Client) -> None:
    User.objects.create_superuser("editor", password=PASSWORD)
    for _ in range(9):
        refused = log_in(proxied, "guess", "203.0.113.9")
    assert refused.status_code == 429
    assert log_in(proxied, PASSWORD, "203.0.113.9").status_code == 429
    assert log_in(proxied, PASSWORD, "198.51.100.4").status_code == 302


@pytest.mark.django_db
def test_reports_are_counted_for_each_reader_and_not_for_the_proxy(proxied: Client) -> None:
    for number in range(8):
        report(proxied, f"198.51.100.{number}")
    assert Report.objects.count() == 8


@pytest.mark.django_db
def test_a_sender_who_claims_other_addresses_is_counted_as_one(proxied: Client) -> None:
    for number in range(8):
        report(proxied, f"198.51.100.{number}, 203.0.113.9")
    assert Report.objects.count() == 6


@pytest.mark.django_db
def test_without_a_proxy_nobody_is_believed(client: Client) -> None:
    for number in range(8):
        report(client, f"198.51.100.{number}")
    assert Report.objects.count() == 6


@pytest.mark.parametrize(
    ("header", "last"),
    [
        ("", ""),
        ("203.0.113.9", "203.0.113.9"),
        ("198.51.100.4, 203.0.113.9", "203.0.113.9"),
        ("203.0.113.9, 2001:db8::7 ", "2001:db8::7"),
        ("203.0.113.9, unknown", ""),
        ("203.0.113.9:4711", ""),
    ],
)
def test_only_the_address_that_the_proxy_added_counts(header: str, last: str) -> None:
    assert last_of(header) == last
