"""What an editor decided, held against what the tagger says by itself."""

from __future__ import annotations

import pytest

from articles.tagging.anchors import anchor_at
from articles.tagging.corrections import CorrectionOf, Target
from articles.tagging.register import Ref
from articles.tagging.regression import judge
from articles.tagging.values import Evidence, Mention, Speaker, Statement, TaggedText

ADA, BEN = Ref("person", "ada"), Ref("person", "ben")
TEXT = "Pool shut\n\nAda Quill said the pool leaked."
NAME = TEXT.index("Ada Quill"), TEXT.index("Ada Quill") + len("Ada Quill")
WORDS = TEXT.index("the pool"), TEXT.index(".")


def answer(ref: Ref | None = ADA, *, named: bool = True, said: Ref | None = ADA) -> TaggedText:
    name = Mention(*NAME, "Ada Quill", "person", ref, "Ada Quill", 1.0, Evidence("full-name", ""))
    speakers = (Speaker("Ada Quill", "person", said),)
    words = Statement(
        *WORDS, TEXT[slice(*WORDS)], "indirect", speakers, "said", NAME, 1.0, "name-before"
    )
    return TaggedText(TEXT, (name,) if named else (), (words,))


def about(subject: str, verdict: str, span: tuple[int, int], **values: object) -> CorrectionOf:
    anchor = anchor_at(TEXT, *span)
    return CorrectionOf(1, subject, verdict, anchor, **values)  # type: ignore[arg-type]


def name(verdict: str, to: Ref | None = None, of: Ref | None = None) -> CorrectionOf:
    target = Target(to, "somebody") if to else None
    return about("mention", verdict, NAME, entity_to=target, entity_from=of)


def words(verdict: str, speaker: Target | None = None, **values: object) -> CorrectionOf:
    return about("statement", verdict, WORDS, speaker=speaker, **values)


TO_ADA, TO_BEN = Target(ADA, "Ada Quill"), Target(BEN, "Ben Orr")
NOBODY, NEIGHBOUR = Target(None, "", "unknown"), Target(None, "a neighbour", "description")


@pytest.mark.parametrize(
    ("correction", "tagged", "is_right"),
    [
        (name("confirm", ADA), answer(), True),
        (name("confirm", ADA), answer(BEN), False),
        (name("relink", ADA, BEN), answer(named=False), False),
        (name("add", ADA), answer(), True),
        (name("relink", None, ADA), answer(), False),
        (name("relink", None, ADA), answer(None), True),
        (name("reject", of=ADA), answer(), False),
        (name("reject", of=ADA), answer(BEN), True),
        (name("reject"), answer(None), False),
        (name("reject"), answer(named=False), True),
        (words("confirm", TO_ADA), answer(), True),
        (words("relink", TO_BEN), answer(), False),
        (words("relink", NOBODY), answer(), False),
        (words("relink", NEIGHBOUR), answer(said=None), True),
        (words("relink", NEIGHBOUR), answer(), False),
        (words("reject"), answer(), False),
        (words("edit", TO_ADA, new_exact="pool"), answer(), False),
        (words("edit", TO_ADA, new_exact="the pool leaked"), answer(), True),
        (CorrectionOf(1, "article", "reject", entity_to=TO_ADA), answer(), False),
        (CorrectionOf(1, "article", "reject", entity_to=TO_ADA), answer(BEN), True),
        (CorrectionOf(1, "article", "add", entity_to=TO_ADA), answer(BEN), None),
    ],
)
def test_a_decision_is_got_right_or_wrong(correction, tagged, is_right):
    assert judge(tagged, correction).is_right is is_right


def test_what_is_wrong_is_told_in_words():
    told = judge(answer(), name("relink", BEN, ADA))
    assert (told.wanted, told.found) == ("somebody", "“Ada Quill”: Ada Quill (ada)")


def test_words_that_are_gone_are_not_judged():
    gone = TaggedText("Pool open\n\nNothing leaks here any longer.")
    assert judge(gone, name("confirm", ADA)).is_right is None
