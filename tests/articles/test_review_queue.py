"""The review queue: an item is one editor's at a time, is answered once, and can be taken back."""

from __future__ import annotations

import html
import re
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.actions import correcting, reviewing
from articles.actions.reports import make_report
from articles.actions.reviewing import ReviewError, TakenError
from articles.actions.storing import store_article
from articles.actions.tagging import tag_articles
from articles.models import Article, Correction, Mention, Report, ReviewItem, Statement
from articles.tagging.values import Document, Evidence, Rejected, TaggedText
from articles.tagging.values import Mention as Found
from tests.articles.invented import (
    ADA,
    BODY,
    CANNOT_WAIT,
    HEADLINE,
    SHOP,
    Harrowmere,
    harrowmere,
    incoming,
    tagger,
)
from tests.articles.invented import Ref as Reference

pytestmark = pytest.mark.django_db
MaxQueries = Callable[[int], AbstractContextManager[None]]
Answer, Reason = ReviewItem.Answer, ReviewItem.Reason

QUEUE = "/admin/articles/reviewitem/queue/"
ANSWER, FIND = f"{QUEUE}answer/", f"{QUEUE}find/"
OTHER = Reference("person", "p-other")
UNSURE = ((CANNOT_WAIT, "direct", ADA, "Ada Holt", 0.4),)


@pytest.fixture
def county() -> Harrowmere:
    return harrowmere()


@pytest.fixture
def editor() -> User:
    return User.objects.create_superuser("rook", first_name="Jo", last_name="Rook")


@pytest.fixture
def colleague() -> User:
    return User.objects.create_superuser("vane", first_name="Sal", last_name="Vane")


@pytest.fixture
def desk(client: Client, editor: User) -> Client:
    client.force_login(editor)
    return client


def story(number: int = 0, **said: object) -> Article:
    article = store_article(incoming=incoming(url=f"https://echo.example/{number}")).article
    tag_articles(articles=[article], tagger=tagger(**said), version="test")  # type: ignore[arg-type]
    return article


def namesakes(ref: Reference | None = None, confidence: float = 0.7) -> Callable:
    """A tagger that finds "Ada Holt" and cannot decide between the two who bear the name."""
    others = (ADA, OTHER) if ref is None else (OTHER,)
    lost = tuple(Rejected(each, "Ada Holt", "fits as well") for each in others)

    def tag(document: Document) -> TaggedText:
        start = document.text.find("Ada Holt")
        evidence = Evidence("namesakes", "several people of this name fit equally well", lost)
        found = Found(start, start + 8, "Ada Holt", "person", ref, "Ada Holt", confidence, evidence)
        return TaggedText(document.text, (found,) if start >= 0 else ())

    return tag


def doubtful(article: Article, **how: object) -> ReviewItem:
    tag_articles(articles=[article], tagger=namesakes(**how), version="test")  # type: ignore[arg-type]
    return article.review_items.get(closed_at=None)


def send(desk: Client, answer: str, item: ReviewItem | None = None, query: str = "", **more: str):
    values = {"answer": answer, "item": item.pk if item else "", **more}
    return desk.post(f"{ANSWER}{query}", values, headers={"Accept": "application/json"})


# --- What waits -----------------------------------------------------------------------------


def test_a_name_that_two_people_bear_waits_once_however_often_the_story_is_tagged(county):
    article = story()
    for _ in range(3):
        item = doubtful(article)
    assert (item.reason, item.words) == (Reason.NAMESAKES, "Ada Holt")
    assert set(item.candidates) == {county.ada.pk, county.other.pk}
    assert ReviewItem.objects.count() == 1


def test_a_link_that_little_speaks_for_waits_with_whoever_lost(county):
    item = doubtful(story(), ref=ADA, confidence=0.92)
    assert item.reason == Reason.DOUBTFUL_LINK
    assert item.candidates == [county.ada.pk, county.other.pk]


def test_a_link_that_is_sure_enough_does_not_wait(county):
    article = story()
    tag_articles(articles=[article], tagger=namesakes(ref=ADA, confidence=0.95), version="test")
    assert not ReviewItem.objects.exists()


def test_a_doubt_that_is_gone_waits_no_more(county):
    article = story()
    doubtful(article)
    tag_articles(articles=[article], tagger=tagger(), version="better")
    assert not ReviewItem.objects.exists()


def test_what_was_answered_is_not_asked_again(county, editor):
    article = story()
    item = doubtful(article)
    reviewing.answer_item(pk=item.pk, answer=Answer.NOBODY, by=editor)
    tag_articles(articles=[article], tagger=namesakes(), version="test")
    assert not ReviewItem.objects.waiting().exists()
    assert ReviewItem.objects.count() == 1


def test_a_lost_correction_that_an_editor_keeps_is_not_asked_about_again(county, editor):
    article = story()
    made = lost_correction(article, county, editor)
    item = ReviewItem.objects.get(correction=made)
    reviewing.answer_item(pk=item.pk, answer=Answer.CONFIRM, by=editor)
    tag_articles(articles=[article], tagger=tagger(), version="test")
    assert not ReviewItem.objects.waiting().exists()


def lost_correction(article: Article, county: Harrowmere, editor: User) -> Correction:
    mention = Mention.objects.get(article=article, surface="Ada Holt")
    made = correcting.relink_mention(mention=mention, to=county.other, by=editor)
    store_article(incoming=incoming(url=article.url, body=BODY.replace("Ada Holt", "The MP")))
    article.refresh_from_db()
    tag_articles(articles=[article], tagger=tagger(), version="test")
    return made


# --- Claims and order -----------------------------------------------------------------------


def test_two_editors_never_get_the_same_item_until_ten_minutes_are_over(county, editor, colleague):
    for number in range(2):
        story(number, said=UNSURE)
    items = ReviewItem.objects.all()
    first, second = (reviewing.claim_next(items=items, by=who) for who in (editor, colleague))
    assert first is not None
    assert second is not None
    assert first != second
    assert reviewing.claim_next(items=items, by=editor) == first
    ReviewItem.objects.filter(pk=first.pk).update(claimed_at=timezone.now() - timedelta(minutes=11))
    ReviewItem.objects.filter(pk=second.pk).delete()
    assert reviewing.claim_next(items=items, by=colleague) == first


def test_readers_come_first_then_lost_decisions_then_the_oldest(county, editor):
    old, new = (story(number, said=UNSURE).review_items.get() for number in range(2))
    lost = lost_correction(story(2), county, editor).review_items.get()
    report = make_report(page=old.article.get_absolute_url(), message="Wrong.").review_item
    assert list(ReviewItem.objects.waiting().most_urgent_first()) == [report, lost, old, new]


@pytest.fixture
def long_queue(county) -> None:
    """Three thousand items about nobody, and one about Ada Holt."""
    item = story(said=UNSURE).review_items.get()
    ReviewItem.objects.bulk_create(
        ReviewItem(article=item.article, reason=item.reason, words=f"words {n}", candidates=[n])
        for n in range(1_000_000, 1_003_000)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE articles_reviewitem")


@pytest.mark.parametrize("narrowing", [{}, {"reason": "unsure_speaker"}])
def test_the_next_item_is_found_by_an_index(long_queue, editor, narrowing):
    found = ReviewItem.objects.filter(**narrowing).waiting().free_for(editor).most_urgent_first()
    plan = found[:1].explain()
    assert "Index Scan using review_next" in plan
    assert "Seq Scan" not in plan


def test_what_is_about_somebody_is_found_by_an_index(long_queue, county, editor):
    items = ReviewItem.objects.waiting().concerning([county.ada.pk]).free_for(editor)
    assert "review_candidates" in items.most_urgent_first()[:1].explain()


@pytest.mark.django_db(transaction=True)
def test_editors_who_ask_at_the_same_moment_get_different_items(county):
    for number in range(4):
        story(number, said=UNSURE)
    editors = [User.objects.create_superuser(f"editor-{n}") for n in range(4)]
    start = threading.Barrier(len(editors))

    def ask(editor: User) -> int | None:
        try:
            start.wait(timeout=20)
            found = reviewing.claim_next(items=ReviewItem.objects.all(), by=editor)
            return found and found.pk
        finally:
            connection.close()

    with ThreadPoolExecutor(len(editors)) as pool:
        got = list(pool.map(ask, editors))
    assert sorted(got) == sorted(ReviewItem.objects.values_list("pk", flat=True))


@pytest.mark.django_db(transaction=True)
def test_of_two_answers_at_the_same_moment_one_holds_and_the_other_is_told(county):
    item = story(said=UNSURE).review_items.get()
    editors = [User.objects.create_superuser(f"editor-{n}") for n in range(2)]
    start = threading.Barrier(2)

    def answer(editor: User) -> str:
        try:
            start.wait(timeout=20)
            reviewing.answer_item(pk=item.pk, answer=Answer.CONFIRM, by=editor)
        except TakenError as error:
            return str(error)
        else:
            return "done"
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        told = sorted(pool.map(answer, editors), key=len)
    assert told[0] == "done"
    assert "answered this at" in told[1]
    assert Correction.objects.count() == 1


# --- Answers --------------------------------------------------------------------------------


def test_who_is_chosen_is_linked_wherever_the_story_names_them(desk, county, editor):
    article = store_article(incoming=incoming(body=f"{BODY}\n\nAda Holt was there.")).article
    places = [article.text.index("Ada Holt"), article.text.rindex("Ada Holt")]

    def tag(document: Document) -> TaggedText:
        one = namesakes()(document).mentions[0]
        two = Found(places[1], places[1] + 8, *[getattr(one, n) for n in (
            "surface", "kind", "ref", "name", "confidence", "evidence")])  # fmt: skip
        return TaggedText(document.text, (one, two))

    tag_articles(articles=[article], tagger=tag, version="test")
    item = ReviewItem.objects.get()
    reply = send(desk, f"choose:{county.other.pk}", item).json()
    assert reply["said"] == (
        "You linked “Ada Holt” to Ada Holt (ada-holt-brill), and 1 more with it."
    )
    assert {m.entity.slug for m in article.mentions.all()} == {"ada-holt-brill"}
    item.refresh_from_db()
    assert (item.closed_by, item.answer) == (editor, Answer.CHOOSE)


@pytest.mark.parametrize(
    ("answer", "speaker", "origin"),
    [("confirm", "ada-holt", "editor"), ("nobody", None, "editor")],
)
def test_words_are_confirmed_or_nobodys(desk, county, answer, speaker, origin):
    item = story(said=UNSURE).review_items.get()
    send(desk, answer, item)
    words = Statement.objects.get(surface=CANNOT_WAIT)
    assert (words.speaker and words.speaker.slug, words.origin) == (speaker, origin)


def test_words_that_are_no_statement_go_and_the_answer_stays(desk, county):
    item = story(said=UNSURE).review_items.get()
    send(desk, "reject", item)
    assert not Statement.objects.filter(surface=CANNOT_WAIT).exists()
    item.refresh_from_db()
    assert (item.answer, item.statement) == ("reject", None)


@pytest.mark.parametrize(
    ("answer", "linked"), [("confirm", "ada-holt"), ("reject", None), ("nobody", None)]
)
def test_a_doubtful_link_is_confirmed_or_rejected(desk, county, answer, linked):
    article = story()
    item = doubtful(article, ref=ADA, confidence=0.92)
    send(desk, answer, item)
    mention = article.mentions.get()
    assert (mention.entity and mention.entity.slug, mention.origin) == (linked, "editor")


def test_a_lost_decision_is_dropped_or_kept(desk, county, editor):
    made = lost_correction(story(), county, editor)
    page = desk.get(QUEUE).content.decode()
    assert "The MP, MP for Saltmarsh" in page
    assert "<mark>Ada Holt</mark>" in page
    send(desk, "reject", made.review_items.get())
    assert Correction.objects.filter(verdict="undo", supersedes=made).exists()
    assert send(desk, "undo").json()["said"] == reviewing.DROPPED


def test_an_answer_that_does_not_fit_changes_nothing_and_says_so(desk, county):
    item = doubtful(story())
    for wrong in ("confirm", "choose:999999", "choose:x"):
        reply = send(desk, wrong, item)
        assert (reply.status_code, reply.json()["said"]) == (409, reviewing.NO_CHOICE)
    for wrong in ("", "dance", "choose"):
        assert send(desk, wrong, item).status_code == 409
    assert send(desk, "confirm").status_code == 409
    item.refresh_from_db()
    assert item.closed_at is None
    assert not Correction.objects.exists()


@pytest.mark.parametrize("answer", ["confirm", "reject", "nobody", "choose"])
@pytest.mark.parametrize("kind", ["unsure", "namesakes", "doubtful"])
def test_an_answer_is_taken_back_with_all_that_it_decided(county, editor, answer, kind):
    if kind == "unsure":
        item = story(said=UNSURE).review_items.get()
    else:
        item = doubtful(story(), **({} if kind == "namesakes" else {"ref": ADA, "confidence": 0.9}))
    if (kind, answer) == ("namesakes", "confirm"):
        answer = "nobody"
    before = as_tagged(item.article)
    reviewing.answer_item(pk=item.pk, answer=answer, by=editor, chosen=county.other)
    assert as_tagged(item.article) != before
    again = reviewing.undo_answer(by=editor)
    assert (again.pk, again.closed_at, again.claimed_by) == (item.pk, None, editor)
    assert as_tagged(item.article) == before
    assert list(ReviewItem.objects.waiting()) == [again]
    with pytest.raises(ReviewError, match="nothing that could be taken back"):
        reviewing.undo_answer(by=editor)
    reviewing.answer_item(pk=item.pk, answer=answer, by=editor, chosen=county.other)
    assert as_tagged(item.article) != before


def as_tagged(article: Article) -> list:
    names = article.mentions.values_list("surface", "entity__slug", "origin")
    words = article.statements.values_list("surface", "speaker__slug", "origin")
    return [*names, *words]


def test_the_second_editor_is_told_who_answered_and_changes_nothing(
    desk, county, editor, colleague
):
    item = story(said=UNSURE).review_items.get()
    reviewing.answer_item(pk=item.pk, answer=Answer.CONFIRM, by=colleague)
    reply = send(desk, "reject", item)
    assert reply.status_code == 409
    assert reply.json()["said"].startswith("Sal Vane answered this at ")
    assert "confirmed" in reply.json()["said"]
    assert Correction.objects.get().editor == colleague


def test_an_item_in_another_editors_hand_is_not_answered(desk, county, colleague):
    item = story(said=UNSURE).review_items.get()
    reviewing.claim_item(pk=item.pk, by=colleague)
    with pytest.raises(TakenError, match="Sal Vane has had this in hand"):
        reviewing.claim_item(pk=item.pk, by=User.objects.get(username="rook"))
    assert "Sal Vane has had this in hand" in send(desk, "confirm", item).json()["said"]
    assert "Sal Vane has had this in hand" in desk.get(f"{QUEUE}?item={item.pk}").content.decode()
    assert not Correction.objects.exists()


def test_an_item_that_settled_itself_says_so(desk, county):
    article = story(said=UNSURE)
    item = article.review_items.get()
    tag_articles(articles=[article], tagger=tagger(), version="better")
    assert send(desk, "confirm", item).json()["said"] == reviewing.SETTLED


# --- The page -------------------------------------------------------------------------------


def test_the_page_shows_the_words_in_their_place_and_all_who_could_be_meant(desk, county):
    doubtful(story())
    page = desk.get(QUEUE).content.decode()
    assert "<mark>Ada Holt</mark>, MP for Saltmarsh" in page
    assert ">Who is meant?</h1>" in page
    assert page.count('name="answer" value="choose:') == 2
    assert "MP for Saltmarsh (Harbour Party until this day, then Tide Alliance)" in page
    assert "fits as well" in page.lower()


def test_the_page_takes_few_queries(desk, county, django_assert_max_num_queries: MaxQueries):
    for number in range(4):
        story(number, said=UNSURE)
    make_report(page=Article.objects.first().get_absolute_url(), message="?", tag=county.ada)
    for query in ("", "?reason=unsure_speaker"):
        with django_assert_max_num_queries(34):
            assert desk.get(f"{QUEUE}{query}").status_code == 200


def test_without_scripts_a_form_answers_and_the_filters_stay(desk, county):
    first = story(0, said=UNSURE).review_items.get()
    story(1, said=UNSURE)
    values = {"answer": "confirm", "item": first.pk}
    reply = desk.post(f"{ANSWER}?reason=unsure_speaker&age=day", values, follow=True)
    assert reply.redirect_chain[0][0] == f"{QUEUE}?reason=unsure_speaker&age=day"
    assert "You confirmed “Marsh Road cannot wait" in reply.content.decode()


def test_somebody_else_is_searched_for_and_chosen(desk, county):
    item = story(said=UNSURE).review_items.get()
    page = desk.get(QUEUE, {"item": item.pk, "find": "Harrowmere"}).content.decode()
    assert "Harrowmere" in page
    reply = desk.get(FIND, {"item": item.pk, "find": "Ada Holt"}).json()
    assert f'value="choose:{county.other.pk}"' in reply["html"]
    assert "Nobody" in desk.get(FIND, {"item": item.pk, "find": "Zebulon"}).json()["said"]
    for broken in ({}, {"item": "x"}, {"item": "9" * 30}, {"item": "7"}):
        assert desk.get(FIND, broken).status_code == 200


def test_skipped_items_come_last_and_others_may_have_them(desk, county, colleague):
    first, second = (story(number, said=UNSURE).review_items.get() for number in range(2))
    assert f'data-item="{second.pk}"' in send(desk, "skip", first).json()["html"]
    assert reviewing.claim_next(items=ReviewItem.objects.all(), by=colleague) == first
    reviewing.release(pk=first.pk, by=colleague)
    assert "You have skipped all" in send(desk, "skip", second).json()["html"]
    assert f'data-item="{first.pk}"' in send(desk, "again").json()["html"]


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("reason=unsure_speaker", 1), ("reason=new_name", 0), ("publisher=harrowmere-echo", 2),
        ("age=day", 2), ("age=older", 0), ("person=Ada+Holt", 2), ("person=Harrowmere", 0),
    ],
)  # fmt: skip
def test_what_is_looked_at_is_narrowed(desk, county, query, number):
    story(0, said=UNSURE)
    doubtful(story(1))
    page = desk.get(f"{QUEUE}?{query}").content.decode()
    said = {0: "0 wait", 1: "1 waits", 2: "2 wait"}[number]
    assert f"<p>{said}</p>" in page
    assert ("data-item=" in page) == (number > 0)


@pytest.mark.parametrize(
    "query", ["reason=x", "publisher=x", "age=x", "person=Zebulon", "item=x", "item=" + "9" * 40]
)
def test_a_choice_that_means_nothing_is_explained(desk, county, query):
    story(said=UNSURE)
    reply = desk.get(f"{QUEUE}?{query}")
    assert reply.status_code == 200
    if not query.startswith("item"):
        assert 'role="alert"' in reply.content.decode()


def test_an_empty_queue_says_so(desk):
    assert "Nothing waits" in desk.get(QUEUE).content.decode()


def test_the_queue_is_reached_from_the_first_page_and_from_the_list(desk, county):
    story(said=UNSURE)
    for address in ("/admin/", reverse("admin:articles_reviewitem_changelist")):
        assert QUEUE in desk.get(address).content.decode()


@pytest.mark.parametrize(
    "permissions", [[], ["view_reviewitem"], ["change_reviewitem"], ["add_correction"]]
)
def test_who_may_not_decide_gets_nothing(client, county, permissions):
    item = story(said=UNSURE).review_items.get()
    user = User.objects.create_user("somebody", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    client.force_login(user)
    assert client.get(QUEUE).status_code == 403
    assert client.get(FIND).status_code == 403
    assert send(client, "confirm", item).status_code == 403
    assert send(client, "undo").status_code == 403
    item.refresh_from_db()
    assert (item.closed_at, item.claimed_by) == (None, None)


def test_an_editor_without_further_powers_may_answer(client, county):
    item = story(said=UNSURE).review_items.get()
    user = User.objects.create_user("somebody", is_staff=True)
    may = ["change_reviewitem", "add_correction"]
    user.user_permissions.set(Permission.objects.filter(codename__in=may))
    client.force_login(user)
    assert client.get(QUEUE).status_code == 200
    assert send(client, "confirm", item).status_code == 200


def test_another_site_cannot_answer_in_an_editors_name(county, editor):
    item = story(said=UNSURE).review_items.get()
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(editor)
    assert send(strict, "confirm", item).status_code == 403
    assert not Correction.objects.exists()


# --- Readers' reports -----------------------------------------------------------------------


def test_a_wrong_tag_is_named_in_the_form_and_in_the_queue_and_answered(client, county, editor):
    article = story()
    page = client.get(article.get_absolute_url()).content.decode()
    links = re.findall(r'<a href="(/report/\?[^"]+)" rel="nofollow">Wrong person', page)
    link = next(html.unescape(each) for each in links if each.endswith(f"&amp;tag={county.ada.pk}"))
    form = client.get(link).content.decode()
    assert "You report the tag <strong>Ada Holt</strong>" in form
    sent = {"page": article.get_absolute_url(), "tag": county.ada.pk, "message": "Her sister."}
    there = client.post("/report/", sent).url
    client.force_login(editor)
    shown = client.get(QUEUE).content.decode()
    assert "The tag “Ada Holt” is said to be wrong" in shown
    assert "Her sister." in shown
    reply = send(client, "reject", ReviewItem.objects.get(), text="That was her sister.")
    assert reply.json()["said"].endswith("The reader is answered.")
    assert not article.tags.filter(entity=county.ada).exists()
    client.logout()
    assert "That was her sister." in client.get(there).content.decode()


@pytest.mark.parametrize(
    ("answer", "told"), [("confirm", reviewing.IS_RIGHT), ("reject", reviewing.PUT_RIGHT)]
)
def test_a_reader_who_gets_no_words_of_an_editor_is_still_told(desk, county, answer, told):
    words = story().statements.get(surface=CANNOT_WAIT)
    report = make_report(page=words.get_absolute_url(), message="Not hers.")
    send(desk, answer, report.review_item)
    report.refresh_from_db()
    assert (report.answer, report.answered_by.username) == (told, "rook")
    send(desk, "undo")
    report.refresh_from_db()
    assert (report.answer, report.answered_at) == ("", None)
    assert Statement.objects.filter(surface=CANNOT_WAIT, origin="tagger").exists()


@pytest.mark.parametrize("answer", ["confirm", "close"])
def test_a_report_on_a_story_as_a_whole_is_answered_too(desk, county, answer):
    report = make_report(page=story().get_absolute_url(), message="It was on Tuesday.")
    send(desk, answer, report.review_item, text="Thank you.")
    report.refresh_from_db()
    assert report.answer == "Thank you."
    assert not Correction.objects.exists()


def test_every_statement_card_leads_to_the_report_of_its_words(client, county):
    words = story().statements.get(surface=CANNOT_WAIT)
    for page in ("/people/ada-holt/", words.get_absolute_url()):
        link = f"/report/?page=%2Fstatements%2F{words.pk}%2F"
        assert link in client.get(page).content.decode()
    assert f"You report the words <strong>“{CANNOT_WAIT}”" in client.get(link).content.decode()


@pytest.mark.parametrize("tag", ["x", "0", "9" * 40, "-1"])
def test_a_tag_that_is_none_does_not_keep_a_reader_from_writing(client, county, tag):
    sent = {"page": story().get_absolute_url(), "tag": tag, "message": "Wrong."}
    assert client.get("/report/", sent).status_code == 200
    assert client.post("/report/", sent).status_code == 302
    assert Report.objects.get().tag is None


def test_the_form_says_nothing_of_a_story_that_readers_may_not_see(client, county):
    article = story()
    words = article.statements.get(surface=SHOP)
    Article.objects.update(status="restricted")
    tagged = {"page": article.get_absolute_url(), "tag": county.ada.pk}
    for query in ({"page": words.get_absolute_url()}, tagged):
        page = client.get("/report/", query).content.decode()
        assert SHOP not in page
        assert HEADLINE not in page


# --- The record -----------------------------------------------------------------------------

RECORD = "/admin/articles/correction/"


def lines(reply) -> list[str]:
    return b"".join(reply.streaming_content).decode().splitlines()


def test_the_record_is_taken_away_as_a_table_with_before_and_after(desk, county, editor, colleague):
    article = story()
    mention = article.mentions.get(surface="Ada Holt")
    correcting.relink_mention(mention=mention, to=county.other, by=editor, reason="=1+1")
    words = article.statements.get(surface=CANNOT_WAIT)
    correcting.reject_statement(statement=words, by=colleague)
    correcting.add_tag(article=article, entity=county.tide, by=colleague)
    table = lines(desk.get(f"{RECORD}?format=csv"))
    assert table[0].startswith("number,at,editor,subject,verdict,words,before,after,reason")
    assert len(table) == 4
    assert "Ada Holt,Ada Holt,Ada Holt (ada-holt-brill),'=1+1" in table[3]
    assert "not tagged" in table[1]
    only = lines(desk.get(f"{RECORD}?format=csv&editor__id__exact={editor.pk}"))
    assert len(only) == 2
    assert len(lines(desk.get(f"{RECORD}?format=csv&verdict__exact=reject"))) == 2
    paper = article.publisher_id
    assert len(lines(desk.get(f"{RECORD}?format=csv&article__publisher__id__exact={paper}"))) == 4
    chosen = {"action": "export", "_selected_action": [Correction.objects.first().pk]}
    assert len(lines(desk.post(RECORD, chosen))) == 2


def test_a_table_by_a_filter_that_cannot_be_is_refused_as_the_list_refuses_it(desk):
    wrong = desk.get(f"{RECORD}?format=csv&at__gte=soon")
    assert (wrong.status_code, wrong["Location"]) == (302, f"{RECORD}?e=1")


def test_the_record_is_shown_to_nobody_without_leave(client, county):
    client.force_login(User.objects.create_user("somebody", is_staff=True))
    assert client.get(f"{RECORD}?format=csv").status_code == 403


def test_a_long_record_takes_as_many_queries_as_a_short_one(desk, county, editor):
    article = story()

    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            lines(desk.get(f"{RECORD}?format=csv"))
        return len(caught)

    mention = article.mentions.get(surface="Ada Holt")
    correcting.confirm_mention(mention=mention, by=editor)
    short = queries()
    for _ in range(5):
        correcting.confirm_mention(mention=mention, by=editor)
    assert queries() == short
