"""The review queue: an item is one editor's at a time, is answered once, and can be taken back."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from articles.actions import rulings
from articles.actions.correcting import decide_all, remove_tag, take_back
from articles.actions.reports import answer_report
from articles.actions.rulings import Ruling
from articles.decisions import name_of
from articles.matters import Matter, matter_of
from articles.models import Article, Correction, Mention, ReviewItem, Statement
from articles.querysets import CLAIMED, ReviewItemQuerySet
from people.models import Entity

Answer, Reason = ReviewItem.Answer, ReviewItem.Reason
IS_RIGHT = "We looked at this again, and it is right as it stands. Thank you for writing."
PUT_RIGHT = "You were right: it is corrected. Thank you for writing."
SETTLED = "This has settled itself: the article was tagged again, and the doubt is gone."
GONE = "The words are not in the article any more. Skip this, or open the article."
NO_CHOICE = "This answer does not fit the item. Choose one of those that are offered."
DROPPED = "A decision that was dropped is not brought back. Make it anew in the article."


class ReviewError(ValueError):
    """Why an item could not be answered, claimed or taken back. Nothing was done."""


class TakenError(ReviewError):
    """Another editor has it, or has answered it."""


@transaction.atomic
def claim_next(*, items: ReviewItemQuerySet, by: User) -> ReviewItem | None:
    """The most urgent item that nobody else has, for ten minutes `by`'s; None if there is none."""
    free = items.waiting().free_for(by).most_urgent_first()
    found = free.select_for_update(skip_locked=True, of=("self",)).first()
    return claimed(found, by) if found else None


@transaction.atomic
def claim_item(*, pk: int, by: User) -> ReviewItem:
    """This very item. Raises ReviewError if it was answered, or if another editor has it."""
    row = ReviewItem.objects.select_for_update(of=("self",)).filter(pk=pk).first()
    return claimed(unless_taken(row, by), by)


def claimed(row: ReviewItem, by: User) -> ReviewItem:
    row.claimed_by, row.claimed_at = by, timezone.now()
    row.save(update_fields=["claimed_by", "claimed_at"])
    return row


def release(*, pk: int, by: User) -> None:
    """Lets others have an item that its editor skips."""
    ReviewItem.objects.filter(pk=pk, claimed_by=by).update(claimed_by=None, claimed_at=None)


def unless_taken(row: ReviewItem | None, by: User) -> ReviewItem:
    if row is None:
        raise ReviewError(SETTLED)
    if row.closed_at:
        raise TakenError(who_answered(row, by))
    holder, since = row.claimed_by, row.claimed_at
    if holder and since and holder != by and since > timezone.now() - CLAIMED:
        at = timezone.localtime(since)
        raise TakenError(f"{name_of(holder)} has had this in hand since {at:%H:%M}.")
    return row


def who_answered(row: ReviewItem, by: User) -> str:
    """Such as "Jo Rook answered this at 10:42: confirmed." """
    at = timezone.localtime(row.closed_at)
    if row.closed_by is None:
        return f"This was settled at {at:%H:%M}."
    who = "You" if row.closed_by_id == by.pk else name_of(row.closed_by)
    said = f": {row.get_answer_display()}" if row.answer else ""
    return f"{who} answered this at {at:%H:%M} on {at:%-d %B}{said}. Nothing was changed now."


@transaction.atomic
def answer_item(
    *, pk: int, answer: str, by: User, chosen: Entity | None = None, text: str = ""
) -> ReviewItem:
    """Decides as the answer says, closes the item, and tells the reader who reported it.

    Raises ReviewError, and does nothing, if it was answered meanwhile or the answer does not fit.
    """
    row = locked(pk)
    row = unless_taken(row, by)
    # Closed first: what is decided below settles the doubt, and open items of no doubt are removed.
    row.closed_at, row.closed_by, row.answer = timezone.now(), by, answer
    row.claimed_by = row.claimed_at = None
    row.save()
    row.decision = decision_on(row, answer, chosen, by)
    row.save(update_fields=["decision"])
    if row.report:
        default = IS_RIGHT if answer == Answer.CONFIRM else PUT_RIGHT
        answer_report(report=row.report, answer=text.strip() or default, by=by)
    return row


def locked(pk: int) -> ReviewItem | None:
    """The item, its article locked before it, which is the order in which all decisions lock."""
    article = ReviewItem.objects.filter(pk=pk).values("article_id")
    list(Article.objects.select_for_update().filter(pk__in=article).values_list("pk"))
    rows = ReviewItem.objects.select_for_update(of=("self",))
    related = ("article", "report__tag", "correction", "closed_by", "claimed_by", "decision")
    return rows.select_related(*related).filter(pk=pk).first()


def decision_on(row: ReviewItem, answer: str, chosen: Entity | None, by: User) -> Correction | None:
    """The first correction that an answer makes; None where it changes nothing."""
    if row.reason == Reason.LOST_ANCHOR:
        return decision_on_lost(row, answer, by)
    matter, reason = matter_of(row), f"From the review queue: {row.get_reason_display()}."
    if answer == Answer.CLOSE or leaves_as_it_is(row, matter, answer):
        return None
    if matter.tag and not matter.mentions and answer == Answer.REJECT:
        return remove_tag(article=row.article, entity=matter.tag, by=by, reason=reason)
    made = rulings_on(matter, answer, chosen)
    if not made:
        raise ReviewError(GONE if matter == Matter() else NO_CHOICE)
    return decide_all(row.article, made, by, reason)[0]


def decision_on_lost(row: ReviewItem, answer: str, by: User) -> Correction | None:
    """Confirmed, a decision waits for its words to come back; rejected, it is dropped."""
    if answer == Answer.REJECT and row.correction:
        return take_back(correction=row.correction, by=by, reason="Its words are gone.")[0]
    if answer != Answer.CONFIRM:
        raise ReviewError(NO_CHOICE)
    return None


def leaves_as_it_is(row: ReviewItem, matter: Matter, answer: str) -> bool:
    """A newcomer stays outside the register, an editor's text stands, or a report has no words."""
    if row.reason == Reason.NEW_NAME:
        return answer == Answer.NOBODY
    if row.reason == Reason.SOURCE_CHANGED:
        return answer == Answer.CONFIRM
    has_words = matter.statement or matter.mentions
    return row.reason == Reason.REPORT and answer == Answer.CONFIRM and not has_words


def rulings_on(matter: Matter, answer: str, chosen: Entity | None) -> list[Ruling]:
    """What an answer says about the words; empty if it says nothing that fits them."""
    if answer == Answer.CHOOSE and chosen is None:
        return []
    if matter.statement:
        return on_statement(matter.statement, answer, chosen)
    return [each for mention in matter.mentions for each in on_mention(mention, answer, chosen)]


def on_statement(statement: Statement, answer: str, chosen: Entity | None) -> list[Ruling]:
    if answer == Answer.REJECT:
        return [rulings.dismissing(statement)]
    if answer == Answer.NOBODY:
        return [rulings.giving(statement, None)]
    if answer == Answer.CHOOSE and chosen != statement.speaker:
        return [rulings.giving(statement, chosen)]
    return [rulings.standing_by(statement)]


def on_mention(mention: Mention, answer: str, chosen: Entity | None) -> list[Ruling]:
    if answer == Answer.CHOOSE and chosen and chosen != mention.entity:
        return [rulings.relinking(mention, chosen)]
    if answer == Answer.NOBODY and mention.entity is None:
        return [rulings.confirming(mention)]
    if answer in (Answer.REJECT, Answer.NOBODY):
        return [rulings.rejecting(mention)]
    return [rulings.confirming(mention)] if mention.entity else []


def last_answered(by: User) -> ReviewItem | None:
    """What an editor answered last in the queue and did not take back."""
    rows = ReviewItem.objects.filter(closed_by=by, closed_at__isnull=False).exclude(answer="")
    return rows.select_related("decision").order_by("-closed_at").first()


@transaction.atomic
def undo_answer(*, by: User) -> ReviewItem:
    """Takes the editor's last answer back, with what it decided; the item is the editor's again.

    Raises ReviewError if there is none, SupersededError if its words were decided on since.
    """
    last = last_answered(by)
    row = locked(last.pk) if last else None
    if row is None or row.closed_at is None:
        raise ReviewError("You have answered nothing that could be taken back.")
    if row.reason == Reason.LOST_ANCHOR and row.decision:
        raise ReviewError(DROPPED)
    if row.decision:
        take_back(correction=row.decision, by=by, reason="Taken back in the review queue.")
    if row.report:
        answer_report(report=row.report, answer="", by=by)
    return claimed(opened_again(row), by)


def opened_again(row: ReviewItem) -> ReviewItem:
    """Waiting as before; what the words brought into the queue anew is the same item."""
    same = row.article.review_items.waiting().filter(reason=row.reason, words=row.words)
    same.filter(report=None, correction=row.correction).exclude(pk=row.pk).delete()
    if row.words and row.statement_id is None and row.reason not in (Reason.LOST_ANCHOR,):
        row.statement = row.article.statements.filter(surface=row.words).first()
    row.closed_at = row.closed_by = row.decision = None
    row.answer = ""
    row.save()
    return row
