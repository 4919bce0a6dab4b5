"""Editing a text, and tagging again: what is shown first is exactly what accepting does."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.actions import correcting
from articles.actions.meanwhile import ChangedMeanwhileError, State, state_of
from articles.actions.rehearsing import NewText, NotSeenError, put_text, rehearse
from articles.actions.storing import keep_revision, store_article
from articles.actions.tagging import tag_articles
from articles.differences import Change, Difference
from articles.erasure import erase
from articles.models import (
    Article,
    Coverage,
    Mention,
    ReviewItem,
    Statement,
    StatementListing,
)
from articles.models import (
    Change as Written,
)
from articles.taggers import DatabaseTagger
from people.models import Alias
from tests.articles.invented import (
    BODY,
    CANNOT_WAIT,
    HEADLINE,
    Harrowmere,
    harrowmere,
    incoming,
    tagger,
)

pytestmark = pytest.mark.django_db
SHORTER = BODY.replace("Ada Holt, MP for Saltmarsh, said", "The MP for Saltmarsh said")


@pytest.fixture
def county() -> Harrowmere:
    return harrowmere()


@pytest.fixture
def editor() -> User:
    return User.objects.create_superuser("rook", first_name="Jo", last_name="Rook")


@pytest.fixture
def article(county: Harrowmere) -> Article:
    article = store_article(incoming=incoming()).article
    tag_articles(articles=[article], tagger=tagger(), version="test")
    return article


def wanted(body: str, headline: str = HEADLINE) -> NewText:
    return NewText(headline, body, "A name was misread.")


def shown(article: Article, body: str, by: User, find: Any = None) -> Difference:
    return rehearse(article=article, text=wanted(body), tagger=find or tagger(), by=by)


def accept(article: Article, body: str, by: User, seen: str, **values: Any) -> Difference:
    known = values.pop("known", None) or state_of(article)
    return put_text(
        article=article, text=wanted(body), seen=seen, known=known,
        tagger=values.pop("tagger", tagger()), version="test", by=by,
    )  # fmt: skip


def everything() -> dict[str, list[dict[str, Any]]]:
    """All that tells of articles, row by row."""
    models = (Article, Mention, Statement, StatementListing, ReviewItem, Coverage, Written)
    rows = {model.__name__: list(model.objects.order_by("pk").values()) for model in models}
    revisions = [row for each in Article.objects.all() for row in each.revisions.values()]
    return {**rows, "revisions": revisions}


def test_a_rehearsal_shows_what_a_new_text_changes_and_changes_nothing(article, editor):
    before = everything()
    told = shown(article, SHORTER, editor)
    assert everything() == before
    assert [(each.kind, each.text) for each in told.passages[0].pieces[:2]] == [
        ("gone", "Ada Holt,"), ("new", "The"),
    ]  # fmt: skip
    assert told.names == (Change("Ada Holt", "Ada Holt", ""),)
    assert told.lost == ("Ada Holt",)
    assert told.statements == ()


def test_a_statement_that_is_reworded_keeps_its_address(article, editor):
    words = CANNOT_WAIT.replace("another winter", "another year")
    said = tagger(said=((words, "direct", None, "Ada Holt", 0.99),))
    told = shown(article, BODY.replace(CANNOT_WAIT, words), editor, said)
    changed = next(each for each in told.statements if each.words == words)
    assert [piece.text for piece in changed.reworded if piece.kind != "same"] == ["winter", "year"]
    assert changed.before == "Ada Holt, own words"


def test_decisions_that_carry_over_and_those_whose_words_are_gone_are_told_apart(
    article, editor, county
):
    ada = Mention.objects.get(surface="Ada Holt")
    correcting.relink_mention(mention=ada, to=county.other, by=editor)
    council = Mention.objects.get(surface="Harrowmere Council")
    correcting.confirm_mention(mention=council, by=editor)
    told = shown(article, SHORTER, editor)
    assert told.carried == (
        "Jo Rook confirmed “Harrowmere Council” as Harrowmere Council (harrowmere)",
    )
    assert told.going == ("Jo Rook linked “Ada Holt” to Ada Holt (ada-holt-brill)",)
    assert "the words of a correction are gone: “Ada Holt”" in told.asked
    accept(article, SHORTER, editor, told.digest)
    assert article.review_items.waiting().get().reason == ReviewItem.Reason.LOST_ANCHOR
    article.refresh_from_db()
    back = shown(article, BODY, editor)
    assert (back.returning, back.going) == (told.going, ())


def test_accepting_keeps_the_earlier_text_with_who_and_why(article, editor):
    accept(article, SHORTER, editor, shown(article, SHORTER, editor).digest)
    article.refresh_from_db()
    kept = article.revisions.get()
    assert (article.body, kept.body) == (SHORTER, BODY)
    assert (kept.editor, kept.reason) == (editor, "A name was misread.")
    assert store_article(incoming=incoming()).outcome == "unchanged"


def test_with_the_text_unchanged_it_is_tagged_again_and_no_revision_is_made(article, editor):
    finds_less = tagger(named=())
    told = shown(article, BODY.replace("\n", "\r\n"), editor, finds_less)
    assert not told.is_edit
    assert Change("Ada Holt", "Ada Holt", "") in told.names
    accept(article, BODY, editor, told.digest, tagger=finds_less)
    assert not article.revisions.exists()
    assert not article.mentions.exists()


def test_where_nothing_would_change_it_says_so(article, editor):
    assert shown(article, BODY, editor).is_nothing


def test_spaces_alone_are_an_edit_too(article, editor):
    told = shown(article, BODY.replace("Marsh Road cannot", "Marsh  Road cannot"), editor)
    assert told.is_edit


def test_what_was_not_shown_is_not_done(article, editor):
    seen = shown(article, SHORTER, editor).digest
    before = everything()
    with pytest.raises(NotSeenError):
        accept(article, f"{SHORTER} More.", editor, seen)
    with pytest.raises(NotSeenError):  # the register, or the tagger, is another since
        accept(article, SHORTER, editor, seen, tagger=tagger(named=()))
    assert everything() == before


def test_what_somebody_changed_meanwhile_is_not_overwritten(article, editor, county):
    seen, known = shown(article, SHORTER, editor).digest, state_of(article)
    ada = Mention.objects.get(surface="Ada Holt")
    correcting.relink_mention(mention=ada, to=county.other, by=editor)
    before = everything()
    with pytest.raises(ChangedMeanwhileError, match="Jo Rook linked “Ada Holt”"):
        accept(article, SHORTER, editor, seen, known=known)
    assert everything() == before


SENTENCES = (
    "Ada Holt, the MP for Saltmarsh, spoke in the rain.",
    "Ms Holt said: “The wall is old and must be mended before the winter.”",
    "Harrowmere Council said the wall would be mended.",
    "“We have waited long enough,” Ada Holt said.",
    "Nobody spoke for the ferry.",
    "🚧 The Tide Alliance wants a new wall.",
)
TEXTS = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5).map("\n\n".join)


@pytest.fixture
def find(county: Harrowmere) -> DatabaseTagger:
    for entity in (county.ada, county.tide, county.council):
        Alias.objects.create(entity=entity, text=entity.name)
    return DatabaseTagger()


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(old=TEXTS, new=TEXTS, decided=st.sampled_from(["confirm", "reject", "relink", "none"]))
def test_accepting_does_exactly_what_was_shown(county, editor, find, old, new, decided):
    with transaction.atomic():
        article = store_article(incoming=incoming(body=old)).article
        tag_articles(articles=[article], tagger=find, version="test")
        decide(article, decided, county, editor)
        before, was = everything(), standing(article)
        told = shown(article, new, editor, find)
        assert everything() == before
        done = accept(article, new, editor, told.digest, tagger=find)
        assert done == told
        assert_happened(told, was, standing(article))
        assert Article.objects.get(pk=article.pk).body == new
        transaction.set_rollback(True)


def decide(article: Article, decided: str, county: Harrowmere, editor: User) -> None:
    mention = article.mentions.exclude(entity=None).first()
    if mention is None or decided == "none":
        return
    if decided == "relink":
        correcting.relink_mention(mention=mention, to=county.other, by=editor)
    else:
        getattr(correcting, f"{decided}_mention")(mention=mention, by=editor)


def standing(article: Article) -> dict[str, Any]:
    """What is in the database, read without what tells differences."""
    names: dict[str, list[int | None]] = {}
    for surface, entity in article.mentions.order_by("start_char").values_list("surface", "entity"):
        names.setdefault(surface, []).append(entity)
    said = article.statements.values_list("pk", "surface", "speaker", "speaker_text", "kind")
    waiting = article.review_items.filter(closed_at=None)
    lost = waiting.filter(reason=ReviewItem.Reason.LOST_ANCHOR).count()
    return {
        "names": names,
        "said": {pk: rest for pk, *rest in said},
        "tags": {str(tag.entity) for tag in article.tags.all()},
        "waiting": waiting.count(),
        "lost": lost,
    }


def assert_happened(told: Difference, was: dict[str, Any], now: dict[str, Any]) -> None:
    changed = {
        w for w in {**was["names"], **now["names"]} if was["names"].get(w) != now["names"].get(w)
    }
    assert {each.words for each in told.names} == changed
    assert set(told.gained) == now["tags"] - was["tags"]
    assert set(told.lost) == was["tags"] - now["tags"]
    gone, came = was["said"].keys() - now["said"].keys(), now["said"].keys() - was["said"].keys()
    assert sum(not each.after for each in told.statements) == len(gone)
    assert sum(not each.before for each in told.statements) == len(came)
    both = was["said"].keys() & now["said"].keys()
    other = sum(was["said"][pk] != now["said"][pk] for pk in both)
    assert sum(bool(each.before and each.after) for each in told.statements) == other
    assert len(told.asked) - len(told.settled) == now["waiting"] - was["waiting"]
    assert len(told.going) - len(told.returning) == now["lost"] - was["lost"]


# The page.


@pytest.fixture
def desk(client: Client, editor: User) -> Client:
    client.force_login(editor)
    return client


@pytest.fixture
def tagged(article: Article, county: Harrowmere) -> Article:
    """As the page's own tagger, with the register of the database, tags it."""
    for entity in (county.ada, county.council):
        Alias.objects.create(entity=entity, text=entity.name)
    tag_articles(articles=[article], tagger=DatabaseTagger(), version="test")
    return article


def address(article: Article) -> str:
    return reverse("admin:articles_article_rehearse", args=[article.pk])


def sent(desk: Client, article: Article, **values: str) -> HttpResponse:
    """Posts the form as the page fills it, with these values in it."""
    form = desk.get(address(article)).context["form"]
    known = {name: form[name].value() or "" for name in form.fields}
    return desk.post(address(article), {**known, **values})


def filled(reply: HttpResponse) -> dict[str, str]:
    form = reply.context["form"]
    return {name: str(form[name].value() or "") for name in form.fields}


CHANGED = {"body": SHORTER, "reason": "A name was misread."}


def test_an_editor_sees_what_would_change_then_accepts_it(desk, tagged):
    reply = sent(desk, tagged, preview="1", **CHANGED)
    page = reply.content.decode()
    assert "What the new text would change" in page
    assert '<del><span class="unseen"> Removed: </span>Ada Holt,</del>' in page
    tagged.refresh_from_db()
    assert tagged.body == BODY
    reply = desk.post(address(tagged), {**filled(reply), "accept": "1"}, follow=True)
    assert reply.redirect_chain == [(reverse("admin:articles_article_desk", args=[tagged.pk]), 302)]
    assert "The text is changed, and tagged again." in reply.content.decode()
    tagged.refresh_from_db()
    assert tagged.body == SHORTER


def test_one_press_rehearses_tagging_again(desk, tagged, county):
    Alias.objects.filter(entity=county.ada).delete()
    reply = desk.post(address(tagged), {"again": "1"})
    assert "What tagging again would change" in reply.content.decode()
    assert reply.context["shown"].lost == ("Ada Holt",)
    desk.post(address(tagged), {**filled(reply), "accept": "1"})
    assert not tagged.tags.filter(entity=county.ada).exists()
    assert not tagged.revisions.exists()


def test_the_second_editor_is_shown_both_texts_and_overwrites_nothing(desk, tagged, county):
    reply = sent(desk, tagged, preview="1", **CHANGED)
    other = User.objects.create_superuser("shah", first_name="Priya", last_name="Shah")
    theirs = BODY.replace("in May", "in June")
    made = rehearse(article=tagged, text=wanted(theirs), tagger=DatabaseTagger(), by=other)
    accept(tagged, theirs, other, made.digest, tagger=DatabaseTagger())
    for button in ("accept", "preview"):
        refused = desk.post(address(tagged), {**filled(reply), button: "1"})
        page = refused.content.decode()
        assert refused.status_code == 409
        assert "Priya Shah changed the article’s text at" in page
        assert '<ins><span class="unseen"> Added: </span>June</ins>' in page
        assert '<del><span class="unseen"> Removed: </span>June</del>' in page
        assert filled(refused)["body"].replace("\r\n", "\n") == SHORTER
        tagged.refresh_from_db()
        assert tagged.body == theirs
    desk.post(address(tagged), {**filled(refused), "accept": "1"})
    tagged.refresh_from_db()
    assert tagged.body == SHORTER


def test_what_was_not_looked_at_is_shown_first(desk, tagged):
    reply = sent(desk, tagged, accept="1", **CHANGED)
    assert reply.status_code == 409
    assert "What the new text would change" in reply.content.decode()
    tagged.refresh_from_db()
    assert tagged.body == BODY


@pytest.mark.parametrize(
    ("values", "field", "said"),
    [
        ({"headline": " "}, "headline", "required"),
        ({"headline": "x" * 501}, "headline", "at most 500"),
        ({"body": " \n "}, "body", "Leave some text"),
        ({"body": "x" * 500_001}, "body", "at most 500000"),
        ({"body": "Nul \x00"}, "body", "Null characters"),
        ({"body": SHORTER, "reason": ""}, "reason", "Say why"),
        ({"known": "yesterday"}, "__all__", "Load it again"),
        ({"known": ""}, "__all__", "Load it again"),
        ({"known": "x-y-z"}, "__all__", "Load it again"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(desk, tagged, values, field, said):
    reply = sent(desk, tagged, **{**CHANGED, "accept": "1", **values})
    assert said in " ".join(reply.context["form"].errors[field])
    tagged.refresh_from_db()
    assert tagged.body == BODY


def test_a_papers_new_text_is_shown_beside_and_can_be_taken_over(desk, tagged, editor):
    made = shown(tagged, SHORTER, editor, DatabaseTagger())
    accept(tagged, SHORTER, editor, made.digest, tagger=DatabaseTagger())
    store_article(incoming=incoming(body="The road stays open."))
    page = desk.get(address(tagged)).content.decode()
    assert "The paper has a new text" in page
    form = desk.get(f"{address(tagged)}?text=paper").context["form"]
    assert form["body"].value() == "The road stays open."
    queue = reverse("admin:articles_reviewitem_queue") + "?reason=source_changed"
    asked = desk.get(queue).content.decode()
    assert "Keep the archive’s text?" in asked
    assert f"{address(tagged)}?text=paper" in asked
    reply = sent(desk, tagged, preview="1", body="The road stays open.", reason="The paper’s.")
    assert "the paper changed a text that an editor had edited" in reply.content.decode()
    desk.post(address(tagged), {**filled(reply), "accept": "1"})
    tagged.refresh_from_db()
    assert tagged.body == "The road stays open."
    assert not tagged.review_items.waiting().filter(reason="source_changed").exists()


def test_the_queue_keeps_the_archives_text_with_one_key(desk, tagged, editor):
    keep_revision(article=tagged, reason="Misread.", editor=editor)
    Article.objects.filter(pk=tagged.pk).update(body=SHORTER, checksum="f" * 64)
    store_article(incoming=incoming(body="The road stays open."))
    item = tagged.review_items.get(reason="source_changed")
    answer = reverse("admin:articles_reviewitem_answer")
    desk.post(answer, {"item": item.pk, "answer": "reject"})
    item.refresh_from_db()
    assert item.closed_at is None
    desk.post(answer, {"item": item.pk, "answer": "confirm"})
    item.refresh_from_db()
    assert (item.closed_by, item.answer) == (editor, "confirm")
    tagged.refresh_from_db()
    assert tagged.body == SHORTER


def test_an_erased_article_has_no_text_to_edit(desk, tagged, editor):
    erase(article=tagged, reason="A court said so.", by=editor)
    for reply in (desk.get(address(tagged)), desk.post(address(tagged), {"again": "1"})):
        assert reply.url == reverse("admin:articles_article_change", args=[tagged.pk])
    assert not tagged.revisions.exists()


@pytest.mark.parametrize("may", ["view_article", ""])
def test_who_may_not_change_articles_is_kept_out(client, tagged, may):
    user = User.objects.create_user("reporter", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename=may))
    client.force_login(user)
    assert client.get(address(tagged)).status_code == 403
    known = str(state_of(tagged))
    values = {"headline": HEADLINE, **CHANGED, "known": known, "accept": "1", "seen": ""}
    assert client.post(address(tagged), values).status_code == 403
    tagged.refresh_from_db()
    assert tagged.body == BODY


def test_a_request_without_the_pages_token_is_refused(tagged, editor):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(editor)
    assert strict.post(address(tagged), {"again": "1"}).status_code == 403


def test_the_desk_and_the_articles_form_lead_to_it(desk, client, tagged):
    for name in ("desk", "change"):
        page = desk.get(reverse(f"admin:articles_article_{name}", args=[tagged.pk]))
        assert address(tagged) in page.content.decode()
    reporter = User.objects.create_user("reporter", is_staff=True)
    reporter.user_permissions.set(Permission.objects.filter(codename="view_article"))
    client.force_login(reporter)
    page = client.get(reverse("admin:articles_article_desk", args=[tagged.pk]))
    assert address(tagged) not in page.content.decode()


@pytest.mark.parametrize("times", [1, 12])
def test_it_asks_the_database_no_more_of_a_longer_text(
    desk, tagged, times, django_assert_max_num_queries
):
    form = filled(desk.get(address(tagged)))
    more = "\n\n".join("Ada Holt spoke of Harrowmere Council." for _ in range(times))
    values = {**form, "body": f"{BODY}\n\n{more}", "reason": "The end was cut off."}
    with django_assert_max_num_queries(80):
        desk.post(address(tagged), {**values, "preview": "1"})
    with django_assert_max_num_queries(8):
        desk.get(address(tagged))


def test_a_state_is_read_as_it_was_written(tagged):
    assert State.read(str(state_of(tagged))) == state_of(tagged)
