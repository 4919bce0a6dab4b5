"""What an editor is asked about an item: its reason, the words in their place, whom to choose."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cached_property

from django.db.models import Sum

from articles.admin.text.candidates import Candidate, Register
from articles.decisions import in_words, name_of
from articles.matters import Matter
from articles.models import Correction, Coverage, Mention, ReviewItem
from articles.reasons import evidence_of, rule_in_words, score_in_words, speaker_in_words
from articles.revisions import Passage, last_of_source, passages
from articles.segments import Segment, Span, cut, paragraphs
from people.models import Entity, Membership

Answer, Reason = ReviewItem.Answer, ReviewItem.Reason
MOST = 9  # as many as there are digits
NEAR = 5  # others in the story who may have spoken
LONGEST = 8000  # letters of a paragraph that are compared with lost words
ASKED = {
    Reason.LOST_ANCHOR: "Keep this decision?",
    Reason.SOURCE_CHANGED: "Keep the archive’s text?",
    Reason.UNSURE_SPEAKER: "Whose words are these?",
    Reason.NEW_NAME: "Who is this?",
    Reason.DOUBTFUL_LINK: "Is this who is meant?",
    Reason.NAMESAKES: "Who is meant?",
    Reason.SPLIT: "Who is meant?",
    Reason.REPORT: "A reader reports a mistake.",
}


@dataclass(frozen=True)
class Choice:
    """Somebody to choose with a digit, and what an editor needs to know to do it."""

    key: int
    candidate: Candidate
    area: str = ""
    others: int = 0
    is_linked: bool = False


@dataclass(frozen=True)
class Act:
    """An answer with its key. `also` is another key for it."""

    key: str
    answer: str
    label: str
    also: str = ""


@dataclass(frozen=True)
class Lost:
    """A decision whose words are gone, beside what the article says now."""

    said: str
    by: str
    correction: Correction
    now: Sequence[str]


@dataclass(frozen=True)
class Question:
    """All that the page shows of one item."""

    item: ReviewItem
    matter: Matter
    found: Sequence[int] = field(default=())  # ids that an editor searched for

    @property
    def asked(self) -> str:
        return ASKED[Reason(self.item.reason)]

    @property
    def why(self) -> str:
        """The reason in a sentence."""
        if self.item.reason == Reason.LOST_ANCHOR:
            return "The text was changed, and the words are not there any more."
        said = self.item.detail.partition("\n")[0]
        if self.item.reason == Reason.NEW_NAME:
            return f"{self.item.words} is not in the register. The article says “{said}”."
        return "" if self.item.report else said

    @property
    def target(self) -> list[tuple[int, int]]:
        if self.matter.statement:
            return [(self.matter.statement.start_char, self.matter.statement.end_char)]
        return [(mention.start_char, mention.end_char) for mention in self.matter.mentions]

    @cached_property
    def passage(self) -> list[list[Segment]]:
        """The paragraphs around the words, with one before and after; the words are marked."""
        return passage_of(self.item.article.text, self.target) if self.target else []

    @cached_property
    def lost(self) -> Lost | None:
        made = self.item.correction
        if made is None:
            return None
        now = closest_paragraphs(self.item.article.text, made)
        return Lost(in_words(made), name_of(made.editor), made, now)

    @property
    def is_gone(self) -> bool:
        """Whether the words that were meant stand in the article no more."""
        of_words = self.item.reason != Reason.SOURCE_CHANGED and not self.item.report
        return of_words and not self.target and not self.item.correction

    @cached_property
    def texts(self) -> list[Passage]:
        """What the paper's new text would change in the one that stands."""
        if self.item.reason != Reason.SOURCE_CHANGED:
            return []
        article = self.item.article
        return list(passages(article, last_of_source(article), body=True))

    @property
    def can_choose(self) -> bool:
        return bool(self.target)

    @cached_property
    def choices(self) -> list[Choice]:
        """Whom to choose: who is linked, who lost, who else is in the story, who was searched."""
        if not self.can_choose:
            return []
        reasons = self._reasons()
        register = Register(reasons, self.item.article.day)
        ids = [pk for pk in reasons if pk in register.entities][:MOST]
        areas, others = areas_of(register, ids), other_articles(self.item, ids)
        linked = self.matter.linked
        return [
            Choice(
                key, register.candidate(pk, reasons[pk]), areas.get(pk, ""), others.get(pk, 0),
                bool(linked and linked.pk == pk),
            )
            for key, pk in enumerate(ids, 1)
        ]  # fmt: skip

    def _reasons(self) -> dict[int, str]:
        """The ids of all to choose from, best first, each with why, or why not."""
        reasons = {}
        if linked := self.matter.linked:
            reasons[linked.pk] = self._why_linked()
        reasons |= {pk: "" for pk in self.item.candidates if pk not in reasons}
        reasons |= against(self.matter.mentions)
        if self.matter.statement:
            reasons |= speakers_near(self.item, self.matter, reasons)
        searched = {pk: "Found by your search" for pk in self.found if pk not in reasons}
        # What was searched for is never cut off.
        kept = dict(list(reasons.items())[: MOST - len(searched)])
        return kept | searched

    def _why_linked(self) -> str:
        if statement := self.matter.statement:
            why = speaker_in_words(statement) or "Found by the tagger"
            return f"{why}. {score_in_words(statement.confidence)}"
        if not self.matter.mentions:
            return "The article is tagged so, without words of it"
        first = self.matter.mentions[0]
        said = "; ".join(evidence_of(first)) or rule_in_words(first)
        return f"{said}. {score_in_words(first.confidence)}"

    @property
    def acts(self) -> list[Act]:
        if self.item.reason == Reason.LOST_ANCHOR:
            return ACTS_ON_LOST
        if self.item.reason == Reason.SOURCE_CHANGED:
            return ACTS_ON_TEXTS
        if self.item.reason == Reason.NEW_NAME:
            return [Act("n", Answer.NOBODY, "Leave out of the register")]
        if self.matter.statement:
            return acts_on_statement(self.matter.linked)
        if self.matter.mentions:
            return acts_on_name(self.matter.linked)
        return acts_on_report(self.matter.tag) if self.item.report else ACTS_ON_NOTHING


ACTS_ON_LOST = [
    Act("c", Answer.CONFIRM, "Keep it: it holds again if the words come back"),
    Act("x", Answer.REJECT, "Drop it for good"),
]
ACTS_ON_TEXTS = [Act("c", Answer.CONFIRM, "Keep the archive’s text")]
ACTS_ON_NOTHING = [Act("c", Answer.CLOSE, "Close: nothing to do")]


def acts_on_statement(speaker: Entity | None) -> list[Act]:
    acts = [Act("c", Answer.CONFIRM, f"Confirm: {speaker}")] if speaker else []
    return [
        *acts,
        Act("n", Answer.NOBODY, "Nobody in the register"),
        Act("x", Answer.REJECT, "Reject: these are nobody’s words"),
    ]


def acts_on_name(linked: Entity | None) -> list[Act]:
    if linked is None:
        return [
            Act("n", Answer.NOBODY, "Nobody in the register"),
            Act("x", Answer.REJECT, "Reject: this is not a name"),
        ]
    return [
        Act("c", Answer.CONFIRM, f"Confirm: {linked}"),
        Act("x", Answer.REJECT, "Reject: nobody in the register", also="n"),
    ]


def acts_on_report(tag: Entity | None) -> list[Act]:
    right = Act("c", Answer.CONFIRM, "It is right as it stands")
    if tag:
        return [right, Act("x", Answer.REJECT, f"Take the tag {tag} off")]
    return [right, Act("d", Answer.CLOSE, "Done: I have put it right")]


def passage_of(text: str, places: Sequence[tuple[int, int]]) -> list[list[Segment]]:
    every = paragraphs(text)
    first, last = places[0]
    at = [n for n, (start, end) in enumerate(every) if start < last and end > first]
    near = every[max(0, min(at, default=0) - 1) : max(at, default=0) + 2]
    spans = [Span(start, end, "meant") for start, end in places]
    return [cut(text, spans, start, end) for start, end in near]


def closest_paragraphs(text: str, made: Correction) -> list[str]:
    """What the article says where the lost words may have stood: the likest, one on each side."""
    words = f"{made.prefix}{made.exact}{made.suffix}".strip()
    every = [text[start:end] for start, end in paragraphs(text)]
    matcher = SequenceMatcher(b=words, autojunk=False)

    def likeness(paragraph: str) -> float:
        matcher.set_seq1(paragraph[:LONGEST])
        return sum(block.size for block in matcher.get_matching_blocks() if block.size > 3)

    best = max(range(len(every)), key=lambda n: likeness(every[n]), default=0)
    return every[max(0, best - 1) : best + 2]


def against(mentions: Sequence[Mention]) -> dict[int, str]:
    """Those who lost, with why. One query, if anybody did."""
    lost = {
        (each["kind"], each["key"]): each["reason"]
        for mention in mentions
        for each in mention.evidence.get("against", ())
    }
    if not lost:
        return {}
    rows = Entity.objects.filter(key__in={key for _, key in lost})
    found = rows.values_list("pk", "kind", "key")
    return {pk: lost[kind, key] for pk, kind, key in found if (kind, key) in lost}


def speakers_near(item: ReviewItem, matter: Matter, known: dict[int, str]) -> dict[int, str]:
    """Who else is named in the story and may have spoken: people first, the closest first."""
    start = matter.statement.start_char if matter.statement else 0
    rows = item.article.mentions.linked().filter(kind__in=["person", "council"])  # type: ignore[attr-defined]
    places: dict[tuple[bool, int], list[int]] = {}
    for pk, kind, place in rows.values_list("entity_id", "kind", "start_char"):
        places.setdefault((kind != Entity.Kind.PERSON, pk), []).append(abs(place - start))
    order = sorted(places, key=lambda at: (at[0], min(places[at])))
    near = {at[1]: named(len(places[at])) for at in order if at[1] not in known}
    return dict(list(near.items())[:NEAR])


def named(times: int) -> str:
    return f"Named {('once', 'twice')[times - 1] if times < 3 else f'{times} times'} in the story"


def other_articles(item: ReviewItem, ids: Iterable[int]) -> dict[int, int]:
    """How many articles beside this one are tagged with each."""
    rows = Coverage.objects.filter(entity__in=list(ids)).values("entity")
    sums = rows.annotate(number=Sum("articles")).values_list("entity", "number")
    here = set(item.article.tags.filter(entity__in=list(ids)).values_list("entity_id", flat=True))
    return {pk: max(0, number - (pk in here)) for pk, number in sums}


def areas_of(register: Register, ids: Iterable[int]) -> dict[int, str]:
    """Where each holds or last held a post, or lies: "London"; "Wales". One query, or none."""
    place = {pk: place_of(register, pk) for pk in ids}
    wanted = {each for each in place.values() if each}
    rows = Entity.objects.filter(pk__in=wanted).values_list(
        "pk", "constituency__region", "localauthority__region"
    )
    regions = {pk: seat or council or "" for pk, seat, council in rows} if wanted else {}
    return {pk: regions.get(at, "") for pk, at in place.items() if at}


def place_of(register: Register, pk: int) -> int | None:
    entity = register.entities[pk]
    if entity.kind in (Entity.Kind.CONSTITUENCY, Entity.Kind.COUNCIL):
        return pk
    posts: list[Membership] = [post for post in register.posts.of(pk) if post.place_id]
    day = register.day
    begun = [post for post in posts if day and post.during.lower <= day]
    return (begun or posts)[-1].place_id if posts else None
