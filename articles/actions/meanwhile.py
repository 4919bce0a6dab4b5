"""Two editors at once: nobody decides on what somebody else has changed since they looked."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, TypeVar

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from articles.decisions import in_words, name_of
from articles.models import Article, ArticleRevision, Correction, TaggerAnswer

Done = TypeVar("Done")
MOST = 3  # decisions of others that are told one by one


class ChangedMeanwhileError(ValueError):
    """What changed, and by whom. Nothing was decided."""


class State(NamedTuple):
    """What a page knew of an article: the latest decision, its text, the tagger's answer."""

    correction: int
    text: str
    answer: str

    def __str__(self) -> str:
        return "-".join(map(str, self))

    @classmethod
    def read(cls, value: str) -> State:
        """The state that `str` wrote. Raises ValueError if it is none."""
        correction, text, answer = value.split("-")
        return cls(int(correction), text, answer)


def state_of(article: Article) -> State:
    latest = article.corrections.aggregate(latest=Max("pk"))["latest"] or 0
    answer = TaggerAnswer.objects.filter(article=article).values_list("made_at", flat=True).first()
    return State(latest, article.checksum[:16], f"{answer.timestamp():.6f}" if answer else "none")


@transaction.atomic
def unless_changed(*, article: Article, known: State, act: Callable[[], Done]) -> Done:
    """Does `act` if the article is still in the state that its editor saw.

    Raises ChangedMeanwhileError, with a message that says who changed what, if it is not.
    """
    article = Article.objects.select_for_update().get(pk=article.pk)
    now = state_of(article)
    if now != known:
        raise ChangedMeanwhileError(what_changed(article, known, now))
    return act()


def what_changed(article: Article, known: State, now: State) -> str:
    said = [told(each) for each in decided_since(article, known)]
    if now.text != known.text:
        said.append(who_changed_text(article, known))
    elif not said:
        said.append("The article was tagged again.")
    return f"{' '.join(said)} Nothing of yours was kept: look at it as it is now, then decide."


def who_changed_text(article: Article, known: State) -> str:
    earlier = text_known(article, known)
    if earlier is None:
        return "The article’s text was changed."
    if earlier.editor is None:
        return "The paper changed the article’s text."
    at = timezone.localtime(earlier.replaced_at)
    return f"{name_of(earlier.editor)} changed the article’s text at {at:%H:%M}."


def text_known(article: Article, known: State) -> ArticleRevision | None:
    """The text that a page knew, where another stands in its place now."""
    rows = article.revisions.filter(checksum__startswith=known.text, is_beside=False)
    return rows.select_related("editor").order_by("-pk").first() if known.text else None


def decided_since(article: Article, known: State) -> list[Correction]:
    """The latest decisions that a page did not know, one of those made at once."""
    rows = article.corrections.filter(pk__gt=known.correction, part_of=None).order_by("-pk")
    related = ("editor", "entity_from", "entity_to", "speaker", "supersedes")
    return list(rows.select_related(*related)[:MOST])


def told(correction: Correction) -> str:
    at = timezone.localtime(correction.at)
    return f"{name_of(correction.editor)} {in_words(correction)} at {at:%H:%M}."
