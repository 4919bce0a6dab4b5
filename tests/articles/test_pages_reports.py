""" "Report a mistake", from the form to the editors' answer."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles.actions.reports import answer_report, make_report
from articles.models import Report, ReviewItem
from tests.articles import factories as make

pytestmark = pytest.mark.django_db


def text(response):
    return response.content.decode()


def sent(client, **changes):
    values = {"page": "/about/", "message": "This is wrong.", "contact": "", "website": ""}
    return client.post("/report/", values | changes)


def test_the_form_knows_the_page_that_it_was_opened_from(client):
    assert 'value="/people/ada-holt/"' in text(client.get("/report/?page=/people/ada-holt/"))


def test_a_report_is_stored_and_its_sender_gets_a_reference(client):
    response = sent(client)
    report = Report.objects.get()
    assert response.url == f"/report/{report.reference}/"
    assert report.reference in text(client.get(response.url))


def test_a_report_on_a_statement_waits_for_the_editors_with_its_article(client):
    row = make.speech(make.member(), "The wall is old.")
    sent(client, page=f"/statements/{row.pk}/")
    item = ReviewItem.objects.get()
    assert (item.article, item.statement, item.reason) == (row.article, row, "report")
    assert Report.objects.get().article == row.article


def test_a_report_without_words_is_asked_for_them_and_keeps_what_was_typed(client):
    response = sent(client, message="", contact="reader@echo.example")
    assert not Report.objects.exists()
    assert "This field is required." in text(response)
    assert "reader@echo.example" in text(response)


def test_an_address_that_is_none_is_said_to_be_in_plain_words(client):
    sent = {"page": "/people/", "message": "Wrong person", "contact": "nowhere"}
    page = client.post("/report/", sent).content.decode()
    assert "It was not sent yet" in page
    assert "not a whole e-mail address" in page
    assert not Report.objects.exists()


def test_a_machine_that_fills_in_every_field_leaves_nothing(client):
    sent(client, website="https://spam.example/")
    assert not Report.objects.exists()


def test_one_address_cannot_send_without_end(client):
    for _ in range(10):
        response = sent(client)
    assert Report.objects.count() == 6
    assert "several reports within an hour" in text(response)


def test_another_site_cannot_send_a_report_in_a_readers_name():
    strict = Client(enforce_csrf_checks=True)
    response = sent(strict)
    assert response.status_code == 403
    assert "This form has grown old" in text(response)


@pytest.mark.parametrize(
    "page", ["javascript:alert(1)", "//evil.example/", "https://evil.example/"]
)
def test_the_way_back_never_leads_elsewhere(client, page):
    response = client.get(sent(client, page=page).url)
    assert f'href="{page}' not in text(response)


def test_an_answer_is_shown_to_its_sender_and_closes_the_case(client):
    row = make.speech(make.member(), "The wall is old.")
    report = make_report(page=f"/statements/{row.pk}/", message="Not her words.")
    editor = User.objects.create_user("editor")
    answer_report(report=report, answer="Put right, thank you.", by=editor)
    assert "Put right, thank you." in text(client.get(f"/report/{report.reference}/"))
    assert ReviewItem.objects.get().closed_by == editor


def test_nobody_sees_the_message_of_somebody_else(client):
    report = make_report(page="/about/", message="My own affairs.")
    assert "My own affairs." not in text(client.get(f"/report/{report.reference}/"))


def test_a_reference_that_nobody_got_is_not_found(client):
    assert client.get("/report/000000000000/").status_code == 404
