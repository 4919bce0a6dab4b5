"""Decisions that teach: proposed, accepted, shown in other articles, applied, taken back."""

from __future__ import annotations

import html
import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import CommandError, call_command
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from articles.actions import applying, correcting
from articles.actions.applying import effect_of
from articles.actions.ingesting import Ingest
from articles.actions.storing import store_article
from articles.actions.tagging import tag_articles
from articles.actions.teaching import LessonError, accept_lesson, forget_lesson
from articles.erasure import erase
from articles.ingest.dates import at_noon
from articles.ingest.values import IncomingPublisher
from articles.models import Article, Batch, Correction, Coverage, Lesson, Mention, ReviewItem
from articles.proposals import Proposal, remember
from articles.roles import bring_roles
from articles.search.store import IndexMissing
from articles.taggers import DatabaseTagger
from people.models import Alias, Edit, Party, Person
from tests.articles import factories as make
from tests.articles.invented import incoming

pytestmark = pytest.mark.django_db
MaxQueries = Callable[[int], AbstractContextManager[None]]
ADDIE = "Addie Holt, MP for Saltmarsh, opened the fair in May."
REGATTA = "The Harbour Party Regatta was cancelled because of the storm."
NAMESAKES = "Ada Holt, MP for Saltmarsh, spoke. Ms Holt said the sea wall would stand."


@pytest.fixture
def editor() -> User:
    return User.objects.create_superuser("rook", first_name="Jo", last_name="Rook")


@pytest.fixture
def desk(client: Client, editor: User) -> Client:
    client.force_login(editor)
    return client


@pytest.fixture
def harbour() -> Party:
    party = make.party()
    Alias.objects.create(entity=party, text=party.name)
    return party


@pytest.fixture
def ada(harbour: Party) -> Person:
    ada = make.member(sits_for=harbour)
    for entity in (ada, ada.memberships.get().place):
        Alias.objects.create(entity=entity, text=entity.name)
    return ada


def story(number: int, body: str, publisher: str = "Harrowmere Echo", **values: object) -> Article:
    values |= {
        "url": f"https://echo.example/{number}", "headline": f"Story {number}", "body": body,
        "publisher": IncomingPublisher(publisher, rights="full"),
    }  # fmt: skip
    article = store_article(incoming=incoming(**values)).article
    tag_articles(articles=[article], tagger=DatabaseTagger(), version="test")
    return article


def linked(article: Article) -> dict[str, str]:
    rows = article.mentions.linked().values_list("surface", "entity__name")  # type: ignore[attr-defined]
    return dict(rows)


def add(article: Article, words: str, to: Person | Party, by: User) -> Correction:
    start = article.text.index(words)
    entity = to.entity_ptr
    return correcting.add_mention(
        article=article, start=start, end=start + len(words), to=entity, by=by
    )


def reject(article: Article, words: str, by: User) -> Correction:
    mention = Mention.objects.select_related("article", "entity").get(
        article=article, surface=words
    )
    return correcting.reject_mention(mention=mention, by=by)


def said(correction: Correction) -> list[str]:
    found = remember(correction)
    return [each.says for each in found.proposals] if found else []


def proposal(correction: Correction, name: str) -> Proposal:
    found = remember(correction)
    assert found
    return next(each for each in found.proposals if each.name == name)


def teach(correction: Correction, name: str, by: User) -> Lesson:
    return accept_lesson(correction=correction, proposal=proposal(correction, name), by=by)


def accept_at(correction: Correction) -> str:
    return reverse("admin:articles_lesson_remember", args=[correction.pk])


def effect_at(lesson: Lesson) -> str:
    return reverse("admin:articles_lesson_effect", args=[lesson.pk])


def post(client: Client, address: str, **values: str) -> HttpResponse:
    return client.post(address, values, headers={"Accept": "application/json"})


# --- What is proposed -----------------------------------------------------------------------


def test_a_missed_name_is_proposed_as_a_name_for_good_or_for_a_time(ada, editor):
    made = add(story(1, ADDIE), "Addie Holt", ada, editor)
    assert said(made) == [
        "“Addie Holt” means Ada Holt",
        "“Addie Holt” means Ada Holt, from 12 December 2019 and still so",
    ]


def test_titles_and_surnames_are_no_new_names(ada, editor):
    other = make.person("Ada Holt", slug="ada-holt-brill")
    article = story(1, NAMESAKES)
    mention = Mention.objects.get(article=article, surface="Ms Holt")
    made = correcting.relink_mention(mention=mention, to=other.entity_ptr, by=editor)
    assert said(made) == [
        "“Ms Holt” never means Ada Holt in Harrowmere Echo",
        "“Ms Holt” never means Ada Holt",
    ]


def test_the_name_of_a_party_is_not_proposed_as_somebodys(ada, editor):
    article = story(1, "The Harbour Party said no on Friday.")
    party = article.mentions.select_related("article", "entity").get(surface="Harbour Party")
    relinked = correcting.relink_mention(mention=party, to=ada.entity_ptr, by=editor)
    assert proposal(relinked, "never-here").words == "Harbour Party"
    assert not [each for each in said(relinked) if "means Ada Holt" in each]


def test_a_name_in_a_longer_phrase_proposes_the_phrase_and_never_the_bare_name_of_all(
    harbour, editor
):
    made = reject(story(1, REGATTA), "Harbour Party", editor)
    assert said(made) == [
        "“Harbour Party Regatta” never means Harbour Party",
        "“Harbour Party” never means Harbour Party in Harrowmere Echo",
    ]


def test_what_is_no_name_at_all_is_proposed_so(harbour, editor):
    article = story(1, REGATTA)
    reject(article, "Harbour Party", editor)
    made = reject(article, "Harbour Party", editor)
    assert said(made) == [
        "“Harbour Party Regatta” is never a name",
        "“Harbour Party” is never a name in Harrowmere Echo",
        "“Harbour Party” is never a name",
    ]


def test_a_name_that_means_nobody_known_is_proposed_as_a_new_person(ada, editor):
    made = reject(story(1, NAMESAKES), "Ada Holt", editor)
    assert said(made)[-1] == "Ada Holt is a person whom the register lacks"


def test_what_confirms_or_was_taken_back_teaches_nothing(ada, editor):
    article = story(1, NAMESAKES)
    mention = Mention.objects.select_related("article", "entity").get(
        article=article, surface="Ada Holt"
    )
    assert said(correcting.confirm_mention(mention=mention, by=editor)) == []
    made = reject(article, "Ms Holt", editor)
    assert said(made)
    (undone,) = correcting.take_back(correction=made, by=editor)
    assert said(made) == said(undone) == []


def test_what_is_remembered_is_not_proposed_again(harbour, editor):
    made = reject(story(1, REGATTA), "Harbour Party", editor)
    teach(made, "never-phrase", editor)
    assert said(made) == ["“Harbour Party” never means Harbour Party in Harrowmere Echo"]


# --- Accepted, applied, taken back ----------------------------------------------------------


def test_a_name_is_remembered_shown_in_others_applied_and_taken_back(
    desk, ada, editor, settings, monkeypatch
):
    articles = [story(number, ADDIE) for number in range(4)]
    untouched = story(9, "Holt, the builder, spoke of the fair.")
    answered = untouched.tagger_answer.made_at
    made = add(articles[0], "Addie Holt", ada, editor)
    reply = post(desk, accept_at(made), proposal="name")
    assert reply.status_code == 200
    shown = html.unescape(reply.json()["html"])
    assert "3 other articles hold these words. This changes 3 of them." in shown
    assert "before: no name" in shown
    assert "<strong>Ada Holt</strong>" in shown
    lesson = Lesson.objects.get()
    assert lesson.state == Lesson.State.NEW
    assert all("Addie Holt" not in linked(each) for each in articles[1:])

    reply = post(desk, effect_at(lesson), act="apply")
    assert "3 other articles looked at, 3 changed" in reply.json()["said"]
    assert all(linked(each)["Addie Holt"] == "Ada Holt" for each in articles)
    assert Coverage.objects.get(entity=ada).articles == 4
    assert Article.objects.get(pk=untouched.pk).tagger_answer.made_at == answered

    reply = post(desk, effect_at(lesson), act="back")
    assert "3 other articles looked at, 3 changed" in reply.json()["said"]
    assert all("Addie Holt" not in linked(each) for each in articles[1:])
    assert linked(articles[0])["Addie Holt"] == "Ada Holt"  # the decision itself stands
    lesson.refresh_from_db()
    assert lesson.state == Lesson.State.TAKEN_BACK
    assert not Alias.objects.filter(text="Addie Holt").exists()
    assert list(Edit.objects.order_by("pk").values_list("action", flat=True)) == [
        "added", "removed",
    ]  # fmt: skip
    assert said(made)[0] == "“Addie Holt” means Ada Holt"


def test_articles_to_come_follow_at_once_and_leave_with_the_lesson(ada, editor):
    lesson = teach(add(story(1, ADDIE), "Addie Holt", ada, editor), "name", editor)
    later = story(2, ADDIE)
    assert linked(later)["Addie Holt"] == "Ada Holt"
    applying.follow(
        lesson=applying.begin(lesson=forget_lesson(lesson=lesson, by=editor)),
        tagger=DatabaseTagger(),
    )
    assert "Addie Holt" not in linked(later)


def test_a_dated_name_means_nobody_before_its_time(ada, editor):
    teach(add(story(1, ADDIE), "Addie Holt", ada, editor), "dated", editor)
    early = make.DAY - timedelta(days=700)
    assert "Addie Holt" in linked(story(2, ADDIE))
    assert "Addie Holt" not in linked(story(3, ADDIE, published_at=at_noon(early)))


def test_a_phrase_that_is_no_name_is_forgotten_in_others_and_editors_decisions_stay(
    harbour, editor
):
    articles = [story(number, REGATTA) for number in range(3)]
    confirmed = Mention.objects.select_related("article", "entity").get(article=articles[2])
    correcting.confirm_mention(mention=confirmed, by=editor)
    lesson = teach(reject(articles[0], "Harbour Party", editor), "never-phrase", editor)
    effect = effect_of(lesson, DatabaseTagger())
    assert (effect.total, effect.looked, effect.changed) == (2, 2, 1)
    done = applying.follow(lesson=applying.begin(lesson=lesson), tagger=DatabaseTagger())
    assert (done.state, done.changed) == (Lesson.State.APPLIED, 1)
    assert linked(articles[1]) == {}
    assert linked(articles[2]) == {"Harbour Party": "Harbour Party"}


def test_a_rule_of_one_publisher_touches_its_articles_only(harbour, editor):
    here, there = story(1, REGATTA), story(2, REGATTA, publisher="Brill Bugle")
    lesson = teach(reject(here, "Harbour Party", editor), "never-here", editor)
    assert effect_of(lesson, DatabaseTagger()).total == 0
    tag_articles(articles=[there], tagger=DatabaseTagger(), version="test")
    assert linked(there) == {"Harbour Party": "Harbour Party"}


def test_articles_that_come_in_together_follow_the_rules_of_their_publisher(harbour, editor):
    teach(reject(story(1, REGATTA), "Harbour Party", editor), "never-here", editor)
    tagger = DatabaseTagger()
    ingest = Ingest(Batch.objects.create(name="later"), tagger, tagger.version)
    papers = [IncomingPublisher(name, rights="full") for name in ("Harrowmere Echo", "Bugle")]
    stories = [
        incoming(url=f"https://later.example/{paper.name[:5]}", body=REGATTA, publisher=paper)
        for paper in papers
    ]
    assert list(ingest.run(stories)) == []
    found = [Article.objects.get(url=each.url) for each in stories]
    assert [linked(each) for each in found] == [{}, {"Harbour Party": "Harbour Party"}]


def test_other_endings_and_cases_of_the_words_are_looked_at_and_left(harbour, editor):
    article, other = story(1, REGATTA), story(2, "The harbour party regattas are over.")
    before = other.tagger_answer.made_at
    lesson = teach(reject(article, "Harbour Party", editor), "never-phrase", editor)
    assert effect_of(lesson, DatabaseTagger()).total == 0
    done = applying.follow(lesson=applying.begin(lesson=lesson), tagger=DatabaseTagger())
    assert (done.seen, done.changed) == (1, 0)
    assert Article.objects.get(pk=other.pk).tagger_answer.made_at == before


def test_what_readers_do_not_see_follows_too(ada, editor):
    article, restricted = story(1, ADDIE), story(2, ADDIE)
    Article.objects.filter(pk=restricted.pk).update(status="restricted", status_reason="Court.")
    lesson = teach(add(article, "Addie Holt", ada, editor), "name", editor)
    done = applying.follow(lesson=applying.begin(lesson=lesson), tagger=DatabaseTagger())
    assert (done.total, done.changed) == (1, 1)
    assert "Addie Holt" in linked(restricted)


def test_a_new_person_is_made_linked_and_found_in_others(ada, editor):
    body = "Kit Sedge, MP for Saltmarsh, was there. Piet Oster, the councillor, was too."
    article, other = story(1, body), story(2, body)
    (mention,) = article.mentions.filter(surface="Piet Oster").select_related("article")
    made = correcting.relink_mention(mention=mention, to=ada.entity_ptr, by=editor)
    made = reject(article, "Piet Oster", editor)
    lesson = teach(made, "person", editor)
    person = Person.objects.get(name="Piet Oster")
    assert (lesson.entity_id, person.slug) == (person.pk, "piet-oster")
    assert linked(article)["Piet Oster"] == "Piet Oster"
    applying.follow(lesson=applying.begin(lesson=lesson), tagger=DatabaseTagger())
    assert other.mentions.filter(surface="Piet Oster").exists()


def test_a_large_effect_is_applied_in_steps_by_the_command(ada, editor, monkeypatch):
    monkeypatch.setattr("articles.management.commands.apply_lessons.STEP", 2)
    articles = [story(number, ADDIE) for number in range(6)]
    lesson = applying.begin(
        lesson=teach(add(articles[0], "Addie Holt", ada, editor), "name", editor)
    )
    lesson = applying.follow(lesson=lesson, tagger=DatabaseTagger(), at_most=2)
    assert (lesson.state, lesson.seen, lesson.total) == (Lesson.State.APPLYING, 2, 5)
    assert sum("Addie Holt" in linked(each) for each in articles[1:]) == 2
    out = StringIO()
    call_command("apply_lessons", stdout=out)
    assert "“Addie Holt” applied: 5 articles looked at, 5 changed" in out.getvalue()
    assert all("Addie Holt" in linked(each) for each in articles)


def test_two_who_go_on_at_once_do_each_step_once(ada, editor):
    articles = [story(number, ADDIE) for number in range(4)]
    lesson = applying.begin(
        lesson=teach(add(articles[0], "Addie Holt", ada, editor), "name", editor)
    )
    stale = Lesson.objects.get(pk=lesson.pk)
    first = applying.follow(lesson=lesson, tagger=DatabaseTagger(), at_most=2)
    second = applying.follow(lesson=stale, tagger=DatabaseTagger(), at_most=2)
    assert (first.seen, second.seen) == (2, 2)


def test_what_was_taken_back_is_neither_applied_nor_taken_back_again(ada, editor):
    lesson = teach(add(story(1, ADDIE), "Addie Holt", ada, editor), "name", editor)
    forget_lesson(lesson=lesson, by=editor)
    with pytest.raises(LessonError, match="taken back already"):
        forget_lesson(lesson=lesson, by=editor)


def test_a_name_that_was_changed_since_is_not_taken_back_unseen(ada, editor):
    lesson = teach(add(story(1, ADDIE), "Addie Holt", ada, editor), "name", editor)
    Alias.objects.filter(text="Addie Holt").update(kind="ambiguous")
    with pytest.raises(LessonError, match="changed again since"):
        forget_lesson(lesson=lesson, by=editor)
    assert Lesson.objects.get().stands


def test_erasing_the_article_erases_what_it_taught(harbour, editor):
    article = story(1, REGATTA)
    teach(reject(article, "Harbour Party", editor), "never-phrase", editor)
    erase(article=article, reason="Court order.", by=editor)
    assert not Lesson.objects.exists()


# --- The pages ------------------------------------------------------------------------------


def test_a_decision_on_the_desk_answers_with_what_could_be_remembered(desk, harbour):
    article = story(1, REGATTA)
    page = desk.get(reverse("admin:articles_article_desk", args=[article.pk])).content.decode()
    known = page.split('data-known="')[1].split('"')[0]
    start = article.text.index("Harbour Party")
    order = {
        "known": known, "subject": "mention", "action": "reject", "start": start,
        "end": start + 13, "exact": "Harbour Party",
    }  # fmt: skip
    address = reverse("admin:articles_article_decide", args=[article.pk])
    reply = desk.post(address, json.dumps(order), content_type="application/json")
    shown = reply.json()["desk"]
    assert "Remember this?" in shown
    assert accept_at(Correction.objects.get()) in shown


def test_a_decision_in_the_queue_answers_with_what_could_be_remembered(desk, ada, editor):
    article = story(1, NAMESAKES)
    item = ReviewItem.objects.create(
        article=article, reason="doubtful_link", words="Ms Holt", candidates=[ada.pk]
    )
    address = reverse("admin:articles_reviewitem_answer")
    reply = post(desk, address, item=str(item.pk), answer="reject")
    assert "Remember this?" in reply.json()["remember"]
    again = post(desk, address, answer="undo")
    assert again.json()["remember"].strip() == ""
    skipped = post(desk, address, item=str(item.pk), answer="skip")
    assert skipped.json()["remember"].strip() == ""


def test_a_decision_that_is_undone_says_what_is_still_remembered_of_it(desk, ada, editor):
    article = story(1, NAMESAKES)
    item = ReviewItem.objects.create(article=article, reason="doubtful_link", words="Ms Holt")
    address = reverse("admin:articles_reviewitem_answer")
    post(desk, address, item=str(item.pk), answer="reject")
    made = ReviewItem.objects.get(pk=item.pk).decision
    lesson = teach(made, "never-here", editor)
    told = html.unescape(post(desk, address, answer="undo").json()["remember"])
    assert "Still remembered" in told
    assert effect_at(lesson) in told
    post(desk, effect_at(lesson), act="back")
    assert not Lesson.objects.standing().exists()  # type: ignore[attr-defined]


def test_a_name_that_was_removed_by_hand_is_taken_back_all_the_same(ada, editor):
    lesson = teach(add(story(1, ADDIE), "Addie Holt", ada, editor), "name", editor)
    Alias.objects.filter(text="Addie Holt").delete()
    assert not forget_lesson(lesson=lesson, by=editor).stands


def test_the_same_name_is_not_remembered_twice(ada, editor):
    made = add(story(1, ADDIE), "Addie Holt", ada, editor)
    again = proposal(made, "name")
    teach(made, "name", editor)
    with pytest.raises(LessonError, match="already exists"):
        accept_lesson(correction=made, proposal=again, by=editor)
    rejected = reject(story(2, NAMESAKES), "Ms Holt", editor)
    rule = proposal(rejected, "never")
    teach(rejected, "never", editor)
    with pytest.raises(LessonError, match="remembered already"):
        accept_lesson(correction=rejected, proposal=rule, by=editor)


def test_without_scripts_the_queue_and_the_forms_lead_to_the_same_page(desk, ada):
    article = story(1, NAMESAKES)
    item = ReviewItem.objects.create(article=article, reason="doubtful_link", words="Ms Holt")
    address = reverse("admin:articles_reviewitem_answer")
    reply = desk.post(address, {"item": item.pk, "answer": "reject"}, follow=True)
    made = Correction.objects.latest("pk")
    assert accept_at(Correction.objects.get(pk=made.part_of_id or made.pk)) in reply.text

    mention = Mention.objects.get(article=story(2, NAMESAKES), surface="Ada Holt")
    form = reverse("admin:articles_mention_change", args=[mention.pk])
    reply = desk.post(form, {"entity": "", "reason": ""}, follow=True)
    made = Correction.objects.latest("pk")
    assert accept_at(made) in reply.text

    page = desk.get(accept_at(made))
    assert "never means Ada Holt in Harrowmere Echo" in page.text
    reply = desk.post(accept_at(made), {"proposal": "never-here"}, follow=True)
    lesson = Lesson.objects.get()
    assert reply.redirect_chain[-1][0] == effect_at(lesson)
    assert "1 other article holds these words." in reply.text
    reply = desk.post(effect_at(lesson), {"act": "back"}, follow=True)
    assert "Taken back" in reply.text


def test_words_and_dates_can_be_changed_first(desk, ada, harbour, editor):
    made = add(story(1, ADDIE), "Addie Holt", ada, editor)
    desk.post(
        accept_at(made),
        {"proposal": "dated", "words": "Addie  Holt", "since": "2020-01-01", "until": ""},
    )
    alias = Alias.objects.get(text="Addie Holt")
    assert (str(alias.during.lower), alias.during.upper) == ("2020-01-01", None)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"proposal": "nonsense"}, "not proposed any more"),
        ({}, "not proposed any more"),
        ({"proposal": "name", "words": "x" * 300}, "at most 200"),
        ({"proposal": "name", "words": "..."}, "no words to remember"),
        ({"proposal": "dated", "since": "soon"}, "valid date"),
        ({"proposal": "dated", "since": "2022-01-01", "until": "2021-01-01"}, "before the day"),
        ({"proposal": "name", "words": "Addie\x00Holt"}, "Null characters"),
    ],
)
def test_what_cannot_be_remembered_says_why(desk, ada, editor, values, message):
    made = add(story(1, ADDIE), "Addie Holt", ada, editor)
    reply = post(desk, accept_at(made), **values)
    assert reply.status_code == 409
    assert message in reply.json()["said"]
    assert message in html.unescape(desk.post(accept_at(made), values, follow=True).text)
    assert not Lesson.objects.exists()


def test_a_rule_keeps_the_words_that_were_decided(desk, harbour, editor):
    made = reject(story(1, REGATTA), "Harbour Party", editor)
    reply = post(desk, accept_at(made), proposal="never-phrase", words="The")
    assert reply.status_code == 409
    assert "Keep “Harbour Party” among the words" in reply.json()["said"]


def test_the_page_of_what_is_not_there_says_so(desk):
    assert desk.get("/admin/articles/lesson/remember/99/").status_code == 404
    assert desk.get("/admin/articles/lesson/99/effect/").status_code == 404


def test_the_list_says_what_is_remembered_and_how_far_it_has_come(desk, harbour, editor):
    lesson = teach(reject(story(1, REGATTA), "Harbour Party", editor), "never-phrase", editor)
    page = desk.get(reverse("admin:articles_lesson_changelist")).text
    assert "“Harbour Party Regatta” never means Harbour Party" in page
    assert effect_at(lesson) in page


def test_an_index_that_is_being_built_is_told(desk, ada, editor, monkeypatch):
    def missing(*asked: object, **how: object) -> int:
        raise IndexMissing

    lesson = teach(add(story(1, ADDIE), "Addie Holt", ada, editor), "name", editor)
    monkeypatch.setattr(applying, "count_holding", missing)
    monkeypatch.setattr(applying, "next_holding", missing)
    assert "being built" in desk.get(effect_at(lesson)).text
    reply = post(desk, effect_at(lesson), act="apply")
    assert (reply.status_code, "being built" in reply.json()["said"]) == (409, True)
    assert Lesson.objects.get().state == Lesson.State.NEW


@pytest.mark.parametrize("role", ["Reporter", "Editor", "Register editor", "Administrator"])
def test_who_may_teach(client, ada, harbour, editor, role):
    bring_roles(using="default")
    article = story(1, ADDIE)
    made = add(article, "Addie Holt", ada, editor)
    user = User.objects.create(username=role, is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    client.force_login(user)
    may = role in ("Editor", "Administrator")
    assert client.get(accept_at(made)).status_code == (200 if may else 403)
    reply = post(client, accept_at(made), proposal="name")
    assert (reply.status_code, Lesson.objects.count()) == ((200, 1) if may else (403, 0))
    lesson = Lesson.objects.first() or teach(made, "name", editor)
    assert client.get(effect_at(lesson)).status_code == 200
    for act in ("apply", "step", "back"):
        assert post(client, effect_at(lesson), act=act).status_code == (200 if may else 403)
    assert Lesson.objects.get().stands is not may


def test_only_who_may_add_people_is_offered_a_new_person(client, ada, editor):
    bring_roles(using="default")
    made = reject(story(1, NAMESAKES), "Ada Holt", editor)
    user = User.objects.create(username="e", is_staff=True)
    user.groups.add(Group.objects.get(name="Editor"))
    client.force_login(user)
    assert "register lacks" not in client.get(accept_at(made)).text
    assert post(client, accept_at(made), proposal="person").status_code == 409
    user.groups.add(Group.objects.get(name="Register editor"))
    assert "register lacks" in client.get(accept_at(made)).text


def test_the_pages_ask_few_questions_however_much_they_change(
    desk, ada, editor, django_assert_max_num_queries: MaxQueries
):
    articles = [story(number, ADDIE) for number in range(8)]
    made = add(articles[0], "Addie Holt", ada, editor)
    with django_assert_max_num_queries(14):
        desk.get(accept_at(made))
    lesson = teach(made, "name", editor)
    lesson.state = Lesson.State.APPLIED
    lesson.save()
    with django_assert_max_num_queries(10):
        desk.get(effect_at(lesson))
    with django_assert_max_num_queries(12):
        desk.get(reverse("admin:articles_lesson_changelist"))


# --- The regression set ---------------------------------------------------------------------


def evaluated(*options: str) -> str:
    out = StringIO()
    call_command("evaluate", "--corrections", *options, stdout=out)
    return out.getvalue()


def test_a_decision_that_the_tagger_gets_wrong_again_is_named(ada, harbour, editor):
    addie, regatta = story(1, ADDIE), story(2, REGATTA)
    made = add(addie, "Addie Holt", ada, editor)
    reject(regatta, "Harbour Party", editor)
    before = addie.tagger_answer.made_at
    told = evaluated()
    assert "2 decisions in force: 0 right, 2 wrong again" in told
    assert "Story 1: rook linked “Addie Holt” to Ada Holt; wanted Ada Holt, the tagger says" in told
    assert "rook said that “Harbour Party” is not Harbour Party" in told
    with pytest.raises(CommandError, match="2 decisions"):
        evaluated("--strict")
    teach(made, "name", editor)
    assert "2 decisions in force: 1 right, 1 wrong again" in evaluated()
    assert Article.objects.get(pk=addie.pk).tagger_answer.made_at == before  # in memory only


def test_when_all_is_right_strict_is_content(ada, editor):
    made = add(story(1, ADDIE), "Addie Holt", ada, editor)
    teach(made, "name", editor)
    assert "1 right, 0 wrong again" in evaluated("--strict")


def test_what_was_taken_back_is_no_case(ada, editor):
    made = add(story(1, ADDIE), "Addie Holt", ada, editor)
    correcting.take_back(correction=made, by=editor)
    assert "0 decisions in force" in evaluated("--strict")


def test_a_worse_tagger_is_shown_by_name(ada, editor, monkeypatch):
    mention = Mention.objects.select_related("article", "entity").get(
        article=story(1, NAMESAKES), surface="Ada Holt"
    )
    correcting.confirm_mention(mention=mention, by=editor)
    assert "0 wrong again" in evaluated("--strict")
    Alias.objects.filter(text="Ada Holt").delete()
    told = evaluated()
    assert "wrong again" in told
    assert "rook confirmed “Ada Holt” as Ada Holt" in told


@pytest.mark.parametrize(
    ("arguments", "message"),
    [([], "give a folder"), (["x", "--corrections"], "give a folder"), (["x", "--strict"], "goes")],
)
def test_evaluate_says_what_it_needs(arguments, message):
    with pytest.raises(CommandError, match=message):
        call_command("evaluate", *arguments)
