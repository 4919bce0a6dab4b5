"""The four groups of the editors' desk, and what each may do by direct request."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse

from articles.actions.meanwhile import state_of
from articles.actions.merging import merge_people
from articles.actions.rehearsing import NewText, rehearse
from articles.actions.storing import store_article
from articles.actions.tagging import tag_articles
from articles.models import Article, Correction, Mention, Report, ReviewItem, Statement
from articles.roles import ROLES, bring_roles
from articles.taggers import DatabaseTagger
from people.models import Alias, Membership, Merge, Party, Person
from tests.articles.invented import Harrowmere, harrowmere, incoming, tagger

pytestmark = pytest.mark.django_db
MODEL_BACKEND = "django.contrib.auth.backends.ModelBackend"
NOBODY = "nobody in particular"  # staff, without a group


@pytest.fixture
def county() -> Harrowmere:
    county = harrowmere()
    article = store_article(incoming=incoming()).article
    tag_articles(articles=[article], tagger=tagger(), version="test")
    ReviewItem.objects.create(article=article, reason="new_name", words="Piet Oster")
    Report.objects.create(article=article, page="/", message="Not me.")
    return county


@pytest.fixture
def desk_of(client: Client) -> Callable[[str], Client]:
    def log_in(role: str) -> Client:
        user = get_user_model().objects.create(username=role, is_staff=True)
        if role != NOBODY:
            user.groups.add(Group.objects.get(name=role))
        client.force_login(user, backend=MODEL_BACKEND)
        return client

    return log_in


def page(name: str, *args: object) -> str:
    return reverse(f"admin:{name}", args=args)


def an_edit() -> object:
    from people.history import Author, note_changed, values_of

    row = Membership.objects.first()
    before = values_of(row)
    row.source = "The Echo"
    row.save()
    admin = get_user_model().objects.create(username="earlier")
    return note_changed(row, before, Author(admin))


def an_edit_of_the_text() -> dict[str, object]:
    article = Article.objects.get()
    text = NewText("Marsh Road to close", article.body, "Misread.")
    by = get_user_model().objects.create(username="earlier")
    shown = rehearse(article=article, text=text, tagger=DatabaseTagger(), by=by)
    seen = {"known": str(state_of(article)), "seen": shown.digest, "accept": ""}
    return {**text._asdict(), **seen}


def a_merge() -> Merge:
    admin = get_user_model().objects.create(username="earlier")
    third = Person.objects.create(name="A. Holt", slug="a-holt", key="p-third")
    return merge_people(kept=Person.objects.get(key="p-ada"), other=third, by=admin)


def chosen(model: type, action: str) -> dict[str, object]:
    return {"action": action, "_selected_action": [model.objects.first().pk]}


def two() -> dict[str, object]:
    keys = ("p-ada", "p-other")
    kept, other = (Person.objects.get(key=key).pk for key in keys)
    return {"kept": kept, "other": other}


LIST = (
    "person,person_id,role,council,party,start_date,end_date,ward,source\n"
    "Ivy Fold,,councillor,harrowmere,harbour,2022-05-05,,Weir,\n"
)
# What is asked, and how one sees that it was done.
ACTIONS: dict[str, tuple[Callable[[], tuple[str, dict]], Callable[[], bool]]] = {
    "withdraw an article": (
        lambda: (
            page("articles_article_change", Article.objects.get().pk),
            {"status": "withdrawn", "status_reason": "Court.", "revisions-TOTAL_FORMS": 0,
             "revisions-INITIAL_FORMS": 0},
        ),
        lambda: Article.objects.get().status == "withdrawn",
    ),
    "tag again": (
        lambda: (page("articles_article_changelist"), chosen(Article, "tag_again")),
        lambda: Article.objects.get().tagger_answer.version != "test",
    ),
    "edit a text": (
        lambda: (
            page("articles_article_rehearse", Article.objects.get().pk), an_edit_of_the_text()
        ),
        lambda: Article.objects.get().headline == "Marsh Road to close",
    ),
    "confirm a name": (
        lambda: (page("articles_mention_changelist"), chosen(Mention, "confirm")),
        lambda: Correction.objects.filter(verdict="confirm").exists(),
    ),
    "re-link a name": (
        lambda: (
            page("articles_mention_change", Mention.objects.get(surface="Ada Holt").pk),
            {"entity": Person.objects.get(key="p-other").pk},
        ),
        lambda: Correction.objects.filter(verdict="relink").exists(),
    ),
    "reject a statement": (
        lambda: (page("articles_statement_changelist"), chosen(Statement, "reject")),
        lambda: Correction.objects.filter(verdict="reject").exists(),
    ),
    "close an item": (
        lambda: (page("articles_reviewitem_changelist"), chosen(ReviewItem, "close")),
        lambda: ReviewItem.objects.filter(closed_at__isnull=False).exists(),
    ),
    "answer a report": (
        lambda: (page("articles_report_change", Report.objects.get().pk), {"answer": "Mended."}),
        lambda: Report.objects.filter(answer="Mended.").exists(),
    ),
    "change a post": (
        lambda: (
            page("people_membership_change", Membership.objects.first().pk),
            {"person": Person.objects.get(key="p-ada").pk, "role": "councillor",
             "post": "Mill", "during_0": "2019-01-01", "during_1": "2019-02-01"},
        ),
        lambda: Membership.objects.filter(post="Mill").exists(),
    ),
    "add a name": (
        lambda: (
            page("people_alias_add"),
            {"entity": Person.objects.get(key="p-ada").pk, "text": "Adie", "kind": "stated"},
        ),
        lambda: Alias.objects.filter(text="Adie").exists(),
    ),
    "rename a party": (
        lambda: (
            page("people_party_change", Party.objects.get(key="tide").pk),
            {"name": "Tide", "slug": "tide", "key": "tide", "names-TOTAL_FORMS": 0,
             "names-INITIAL_FORMS": 0, "aliases-TOTAL_FORMS": 0, "aliases-INITIAL_FORMS": 0},
        ),
        lambda: Party.objects.filter(name="Tide").exists(),
    ),
    "take a change back": (
        lambda: (page("people_edit_take_back", an_edit().pk), {}),
        lambda: not Membership.objects.filter(source="The Echo").exists(),
    ),
    "merge two people": (
        lambda: (page("people_merge_add"), two()),
        lambda: Merge.objects.filter(key="p-other").exists(),
    ),
    "take a merge back": (
        lambda: (page("people_merge_undo", a_merge().pk), {}),
        lambda: Person.objects.filter(key="p-third").exists(),
    ),
    "split a person": (
        lambda: (
            page("people_person_split", Person.objects.get(key="p-ada").pk),
            {"name": "Ada Brill", "split": "", "memberships": [Membership.objects.first().pk]},
        ),
        lambda: Person.objects.filter(name="Ada Brill").exists(),
    ),
    "bring in a list": (
        lambda: (
            page("people_membership_import"),
            {"load": "", "name": "ours.csv", "text": LIST},
        ),
        lambda: Membership.objects.filter(post="Weir").exists(),
    ),
    "make an account": (
        lambda: (
            page("auth_user_add"),
            {"username": "new", "usable_password": "false", "password1": "", "password2": ""},
        ),
        lambda: get_user_model().objects.filter(username="new").exists(),
    ),
}  # fmt: skip
OF_THE_EDITOR = {
    "withdraw an article", "tag again", "edit a text", "confirm a name", "re-link a name",
    "reject a statement", "close an item", "answer a report",
}  # fmt: skip
OF_THE_ADMINISTRATOR = {"make an account"}
OF_THE_REGISTER_EDITOR = ACTIONS.keys() - OF_THE_EDITOR - OF_THE_ADMINISTRATOR
MAY: dict[str, set[str]] = {
    NOBODY: set(),
    "Reporter": set(),
    "Editor": OF_THE_EDITOR,
    "Register editor": set(OF_THE_REGISTER_EDITOR),
    "Administrator": set(ACTIONS),
}


@pytest.mark.parametrize("role", MAY)
@pytest.mark.parametrize("action", ACTIONS)
def test_a_role_does_what_it_may_and_nothing_else(county, desk_of, role, action):
    asked, is_done = ACTIONS[action]
    address, values = asked()
    desk_of(role).post(address, values)
    assert is_done() is (action in MAY[role])


@pytest.mark.parametrize("role", ROLES)
def test_every_role_may_look_at_everything(county, desk_of, role):
    desk = desk_of(role)
    for name in ("articles_article", "articles_mention", "articles_reviewitem", "people_person",
                 "people_membership", "people_edit", "people_merge"):  # fmt: skip
        assert desk.get(page(f"{name}_changelist")).status_code == 200, name


def test_an_account_without_a_role_sees_nothing(county, desk_of):
    assert desk_of(NOBODY).get(page("articles_article_changelist")).status_code == 403


def test_the_groups_are_brought_back_to_the_rule():
    reporter = Group.objects.get(name="Reporter")
    before = set(reporter.permissions.all())
    reporter.permissions.set(Permission.objects.filter(codename="change_article"))
    Group.objects.get(name="Editor").delete()
    for _ in range(2):
        bring_roles(using="default", sender=apps.get_app_config("articles"))
    assert set(reporter.permissions.all()) == before
    assert Group.objects.filter(name__in=ROLES).count() == len(ROLES)


def test_groups_of_another_name_are_left_alone():
    own = Group.objects.create(name="Night desk")
    own.permissions.set(Permission.objects.filter(codename="change_article"))
    bring_roles(using="default")
    assert own.permissions.count() == 1
