"""Pages for machines, and pages that say what went wrong."""

import re
from unittest import mock

import pytest
from django.db import OperationalError, connection
from django.test import Client

from tests.articles import factories as make


def text(response):
    return response.content.decode()


def test_the_process_answers_without_a_database(client):
    assert client.get("/healthz").status_code == 200


@pytest.mark.django_db
def test_it_is_ready_when_the_database_has_every_migration(client):
    assert client.get("/readyz").status_code == 200


@pytest.mark.django_db
def test_it_is_not_ready_without_a_database(client):
    with mock.patch.object(connection, "cursor", side_effect=OperationalError):
        assert client.get("/readyz").status_code == 503


@pytest.mark.django_db
def test_the_sitemap_lists_what_has_content_and_nobody_outside_the_register(client):
    ada = make.member()
    make.person("Ben Marl")
    row = make.speech(ada, "The wall is old.")
    private = make.statement(make.article(body="“My shop is done.”"), "My shop is done.")
    hidden = make.speech(ada, "Hidden.", status="withdrawn")
    index = text(client.get("/sitemap.xml"))
    sections = re.findall(r"<loc>https?://[^/]+(/[^<]+)</loc>", index)
    pages = "".join(text(client.get(path)) for path in sections)
    for listed in ("/people/ada-holt/", f"/statements/{row.pk}/", row.article.get_absolute_url()):
        assert f"{listed}</loc>" in pages
    for unlisted in (
        "/people/ben-marl/",
        f"/statements/{private.pk}/",
        f"/statements/{hidden.pk}/",
        hidden.article.get_absolute_url(),
    ):
        assert f"{unlisted}</loc>" not in pages


def test_robots_are_told_of_the_sitemap(client):
    page = text(client.get("/robots.txt"))
    assert "Sitemap: http" in page
    assert "Disallow: /admin/" in page


def test_a_failure_is_said_in_plain_words_without_a_database():
    client = Client(raise_request_exception=False)
    with mock.patch("articles.views.about.render", side_effect=RuntimeError):
        response = client.get("/about/")
    assert response.status_code == 500
    assert "Retry-After" not in response
    assert "Something failed on our side" in text(response)
    assert 'name="q"' in text(response)


@pytest.mark.django_db
@pytest.mark.parametrize("is_kept", [False, True])
def test_while_the_database_does_not_answer_a_page_says_to_come_again(settings, is_kept):
    settings.PAGE_CACHE = is_kept
    client = Client(raise_request_exception=False)
    with mock.patch.object(connection, "cursor", side_effect=OperationalError):
        response = client.get("/people/")
    assert response.status_code == 503
    assert int(response["Retry-After"]) > 0
    assert "Please try again in a minute." in text(response)


def test_a_wrong_address_gets_a_search_box_without_a_database(client):
    response = client.get("/no/such/page/")
    assert response.status_code == 404
    assert 'name="q"' in text(response)
