"""What a reader's connection has to carry: the heaviest page, with the whole register in it."""

from __future__ import annotations

import gzip
from datetime import date

import pytest

from articles.models import Coverage
from people.models import Boundary

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("full_register")]

PAGE, STYLE = 60_000, 15_000  # bytes, compressed


def weight(content: bytes) -> int:
    return len(gzip.compress(content))


@pytest.fixture
def style(settings) -> bytes:
    return (settings.BASE_DIR / "static" / "newsroom.css").read_bytes()


def test_the_stylesheet_is_light(style):
    assert weight(style) <= STYLE


def test_the_first_page_with_every_seat_on_its_map_is_light(client, style):
    seats = Boundary.objects.filter(hex_q__isnull=False).values_list("constituency_id", flat=True)
    Coverage.objects.bulk_create(
        Coverage(entity_id=pk, month=date(2019, 2, 1), articles=pk % 7, statements=pk * 37 % 1009)
        for pk in seats
    )
    page = client.get("/").content
    assert page.count(b"<use ") == 650 + 5  # the seats, and the key
    assert weight(page) + weight(style) <= PAGE


@pytest.mark.parametrize("path", ["/people/", "/constituencies/", "/councils/", "/parties/"])
def test_a_list_is_light(client, style, path):
    assert weight(client.get(path).content) + weight(style) <= PAGE


def test_a_page_takes_two_requests_more_and_no_script(client):
    page = client.get("/people/").content.decode()
    assert page.count('<link rel="stylesheet"') + page.count('<link rel="icon"') == 2
    assert "<img" not in page
    assert "<script" not in page
