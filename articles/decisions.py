"""Editors' decisions told in words."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.utils.text import Truncator

from articles.models import Correction
from people.models import Entity

Subject, Verdict = Correction.Subject, Correction.Verdict
MENTIONS = {
    Verdict.CONFIRM: "confirmed “{words}” as {to}",
    Verdict.RELINK: "linked “{words}” to {to}",
    Verdict.ADD: "linked “{words}” to {to}",
}
STATEMENTS = {
    Verdict.CONFIRM: "confirmed “{words}” as the words of {speaker}",
    Verdict.RELINK: "gave “{words}” to {speaker}",
    Verdict.ADD: "marked “{words}” as the words of {speaker}",
    Verdict.REJECT: "said that “{words}” are nobody’s words",
    Verdict.EDIT: "made the statement “{words}” into “{new}”",
}
ARTICLES = {
    Verdict.ADD: "tagged the article with {to}",
    Verdict.REJECT: "took the tag {to} off the article",
}


def in_words(correction: Correction) -> str:
    """Such as "linked “Ms Holt” to Ada Holt (ada-holt-brill)"."""
    if correction.verdict == Verdict.UNDO:
        taken = taken_back(correction)
        return f"took back: {in_words(taken)}" if taken else "took back a decision"
    return sentence_of(correction).format(
        words=shortened(correction.exact),
        new=shortened(correction.new_exact),
        to=correction.entity_to or "nobody",
        speaker=correction.speaker or correction.speaker_text or "nobody known",
    )


def taken_back(correction: Correction) -> Correction | None:
    """What a correction takes back: what stood at the end of the line that it supersedes."""
    earlier, over = correction.supersedes, 0
    while earlier:
        if earlier.verdict == Verdict.UNDO:
            over += 1
        elif not over:
            return earlier
        else:
            over -= 1
        earlier = earlier.supersedes
    return None


def sentence_of(correction: Correction) -> str:
    if correction.subject == Subject.ARTICLE:
        return ARTICLES[Verdict(correction.verdict)]
    if correction.subject == Subject.STATEMENT:
        return STATEMENTS[Verdict(correction.verdict)]
    if correction.verdict == Verdict.REJECT:
        return said_no(correction.entity_from)
    return MENTIONS[Verdict(correction.verdict)]


def said_no(link: Entity | None) -> str:
    if link is None:
        return "said that “{words}” is not a name"
    name = str(link).replace("{", "{{").replace("}", "}}")
    return f"said that “{{words}}” is not {name}"


def shortened(words: str) -> str:
    return Truncator(" ".join(words.split())).chars(70)


def name_of(editor: User) -> str:
    return editor.get_full_name() or editor.get_username()
