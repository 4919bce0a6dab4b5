"""Another text for an article, or its tags found anew: first shown, then done exactly so."""

from __future__ import annotations

from copy import copy
from typing import NamedTuple

from django.contrib.auth.models import User
from django.db import transaction

from articles.actions.beside import close_waiting
from articles.actions.copies import group_copies
from articles.actions.counting import Counted, refresh_coverage
from articles.actions.meanwhile import State, unless_changed
from articles.actions.storing import TEXTS, keep_revision
from articles.actions.tagging import Tagger, tag_article
from articles.differences import Difference, difference, findings_in
from articles.ingest.cleaning import clean, one_line
from articles.models import Article, checksum
from articles.revisions import last_of_source


class NothingLeftError(ValueError):
    """Nothing is left of this article but its address, so there is no text to change."""


class NotSeenError(ValueError):
    """It would not be what you saw: look at it again."""


class NewText(NamedTuple):
    """What an editor wants an article to say; its own text if it is only to be tagged again."""

    headline: str
    body: str
    reason: str = ""


@transaction.atomic
def rehearse(*, article: Article, text: NewText, tagger: Tagger, by: User) -> Difference:
    """What `put_text` would do: it is done, looked at and rolled back."""
    shown, _ = done(article, text, tagger, "rehearsal", by)
    transaction.set_rollback(True)
    return shown


def put_text(
    *, article: Article, text: NewText, seen: str, known: State, tagger: Tagger, version: str,
    by: User,
) -> Difference:  # fmt: skip
    """Gives an article the text and tags it anew, if that is what its editor saw.

    seen: the digest of the difference that was shown. Raises ChangedMeanwhileError if the article
    is another since, NotSeenError if the difference is, NothingLeftError; then nothing was done.
    """

    def act() -> Difference:
        made, counted = done(article, text, tagger, version, by)
        if made.digest != seen:
            raise NotSeenError(NotSeenError.__doc__)
        if made.is_edit:
            group_copies(article=Article.objects.get(pk=article.pk))
        refresh_coverage(counted=counted)
        return made

    return unless_changed(article=article, known=known, act=act)


def done(
    article: Article, text: NewText, tagger: Tagger, version: str, by: User
) -> tuple[Difference, Counted]:
    """Changes and tags; what became of it, and what to count anew."""
    locked = Article.objects.select_for_update().get(pk=article.pk)
    if locked.removal:
        raise NothingLeftError(NothingLeftError.__doc__)
    old, before = copy(locked), findings_in(locked)
    change_text(locked, text, by)
    counted = tag_article(article=locked, tagger=tagger, version=version)
    return difference(before, findings_in(locked), old=old, new=locked), counted


def change_text(article: Article, text: NewText, by: User) -> None:
    """Keeps the earlier text with who replaced it and why; the same text changes nothing."""
    if is_same(article, text):
        return
    keep_revision(article=article, reason=text.reason, editor=by)
    article.headline, article.body = one_line(text.headline), clean(text.body)
    article.checksum = checksum("\0".join(getattr(article, name) for name in TEXTS))
    article.save()
    if last_of_source(article) is article:
        close_waiting(article=article, by=by)


def is_same(article: Article, text: NewText) -> bool:
    """Whether a text says what the article says, however its lines and spaces were sent."""
    headline = one_line(article.headline) == one_line(text.headline)
    return headline and clean(article.body) == clean(text.body)
