"""The two engines: readers' pages are Jinja's, the editors' desk is Django's."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template import TemplateDoesNotExist, engines
from django.test import Client
from jinja2 import UndefinedError

from articles.views import about

ROOT = Path(settings.BASE_DIR) / "templates"
READERS = sorted(str(path.relative_to(ROOT / "readers")) for path in ROOT.glob("readers/**/*.html"))
DESK = sorted(
    {str(path.relative_to(ROOT)) for path in ROOT.rglob("*.html")}
    - {f"readers/{name}" for name in READERS}
)
UNESCAPED = re.compile(r"\|\s*safe\b|autoescape|Markup")


@pytest.mark.parametrize("name", READERS)
def test_a_readers_template_compiles_and_escapes_whatever_it_prints(name: str) -> None:
    readers = engines["readers"]
    assert readers.get_template(name).template.environment.autoescape is True
    assert not UNESCAPED.search((ROOT / "readers" / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", DESK)
def test_a_template_of_the_desk_compiles_and_is_not_the_readers(name: str) -> None:
    assert engines["django"].get_template(name)
    with pytest.raises(TemplateDoesNotExist):
        engines["readers"].get_template(name)


@pytest.mark.parametrize("name", READERS)
def test_the_desk_has_no_template_of_a_readers_name(name: str) -> None:
    with pytest.raises(TemplateDoesNotExist):
        engines["django"].get_template(name)


def test_a_name_that_nobody_gave_is_an_error_and_no_empty_place() -> None:
    template = engines["readers"].from_string("{{ headlime }}")
    assert template.render({"headlime": "<b>"}) == "&lt;b&gt;"
    with pytest.raises(UndefinedError, match="headlime"):
        template.render({})


def test_a_page_that_fails_says_so_without_a_database(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(about, "REGISTER_BEGINS")
    response = Client(raise_request_exception=False).get("/about/")
    assert response.status_code == 500
    assert "This page cannot be shown just now" in response.content.decode()
    assert '<a href="/report/">' in response.content.decode()


@pytest.mark.django_db
def test_a_lookup_that_the_desk_refuses_gets_a_page_that_says_so(admin_client: Client) -> None:
    response = admin_client.get("/admin/articles/article/?link_check__state=zzz")
    assert response.status_code == 400
    assert "This request was not understood" in response.content.decode()


@pytest.mark.django_db
def test_what_is_nowhere_leads_to_a_report_of_its_address() -> None:
    response = Client().get("/no/such/?page=a&b")
    assert response.status_code == 404
    assert '<a href="/report/?page=%2Fno%2Fsuch%2F%3Fpage%3Da%26b">' in response.content.decode()


@pytest.mark.django_db
def test_a_form_without_its_secret_is_told_to_be_sent_again() -> None:
    response = Client(enforce_csrf_checks=True).post("/report/", {"page": "/", "message": "x"})
    assert response.status_code == 403
    assert "This form has grown old" in response.content.decode()
