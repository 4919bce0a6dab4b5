"""Finds the words that say who speaks: before a cue, after it, or the subject of the sentence.

Only the shape of the sentence is read here; who is meant is for `articles.tagging.speakers`.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from articles.tagging.clauses import FINITE
from articles.tagging.heads import is_head, is_subject
from articles.tagging.narrated_names import NarratedNames
from articles.tagging.patterns import any_word
from articles.tagging.received import FINDINGS, RECEIVED
from articles.tagging.sentences import CLOSE, OPEN, QUOTED
from articles.tagging.tails import without_tail
from articles.tagging.values import Mention

SourceKind = Literal["named", "pronoun", "phrase", "subject", "none"]

REACH = 400  # characters looked at on either side of a cue
_BEFORE_SUBJECT = 40  # characters of title and adverbs before the first name of a sentence
_WORD_OR_TWO = 16  # characters
_LONGEST_SUBJECT = 100  # characters
_NEAR = 48  # characters before a cue that mostly hold what is looked for
_PRONOUN = re.compile(r"(?:^|[\s(–—,-])(he|she|they|it|who|I|we)$", re.IGNORECASE)
_WRITING = re.compile(  # "She sent a letter to the club, which read"
    r"(?:.*\s)?((?:a|an|the|his|her|their|its)\s+(?:[\w-]+\s+){0,2}?"
    rf"(?:{any_word('document_nouns')})\b[^,;:]{{0,80}}?),?\s+which$"
)
# "The trust that runs the pool said", "The man who beat NAME said".
_RESTRICTED = re.compile(
    r"(?:(?:But|And|Meanwhile,?|However,?)\s+)?((?:[Tt]he|An?|One|Its)(?:\s[\w'’-]+){1,5}?)"
    rf"\s(?:who\s(?=[a-z])|(?:that|which)\s(?=[a-z]+(?:s|ed)\b|{FINITE.pattern}))"
    rf"[^,;:{OPEN}{CLOSE}]{{3,80}}"
)
_OF_WHOM = re.compile(r",?\s+(?:many|most|some|all|both|several|two|three) of whom$")
_BARE_AND = re.compile(
    r"(?:[A-Z][\w'’-]+\s)(?:[\w'’-]+\s){0,8}and\s(?!(?:the|a|an|his|her|their|its)\s)[a-z]"
)
_HABIT = re.compile(r"\b(he|she|they)\s(?:\w+\s){1,3}to$")  # "though she was apt to say"
_LINK = re.compile(
    r"(?:^|[\s,])(?:and|but|or|then|by|after|before|while|when|whilst|in|for|from|of|despite|with"
    r"|even|not only|instead|on|rather than|to|since|through|thereby|at|also|yet)$",
    re.IGNORECASE,
)
_BOUNDARY = re.compile(
    rf"[,;:()…]|\s[-–—]+\s|[{OPEN}{CLOSE}{QUOTED}]|(?<![.\w])(?:that|and|but|while|whilst|as|when"
    r"|because|something|although|though|if|which|who|whom|whose|where|until|than|so|or|yet|whether|with|what|how|why)\s"
)
_LEADING = re.compile(
    r"\s*(?:(?:but|and|so|or|although|though|while|whilst|if|earlier|later|meanwhile|however"
    r"|then|now|today|yesterday|also|still"
    r"|(?:on|last) \w+day(?: (?:night|morning|evening|afternoon))?|last (?:night|week|month|year)"
    r"|this (?:week|month|morning))"
    r"[,\s]+)+",
    re.IGNORECASE,
)
_WITH = re.compile(r"\bwith\s+(?:[\w-]+\s*){1,5}$")
_PREPOSITIONAL = re.compile(r"(?:at|in|on|after|during|for|from|before|following)\s", re.I)
_SUBORDINATOR = re.compile(r"\b(?:after|before|since|because|amid|until|once)\s+")
_ASIDE_BEGINS = re.compile(  # "NAME, who beat OTHER, said"; "NAME, flanked by OTHER, said"
    r"\s*(?:who|whose|whom|which|where|when|having|[a-z]{3,}(?:ed|ing)|after|before|with|alongside)\s"
)
_TITLE_WORD = re.compile(rf"\b(?:{any_word('posts')})\b", re.IGNORECASE)
_LETTERS = re.compile(
    r"(?:\s?\([^)]{1,40}\))?(?:\s(?:[A-Z]{2,4}|\d\d))*\s?"
)  # "(Lab)", "MP", "CBE"
# "NAME, who joined the party said": the comma behind the aside was left out.
_UNCLOSED = re.compile(rf",\swho(?=\s(?:{FINITE.pattern})[^,;:]{{3,80}}$)")
_OBJECT = re.compile(r"\s(?:by\s|with\s|to\s|from\s)?")
_BRACKETED = re.compile(r"\s\([^()]{1,40}\)$")  # "a meeting on Sunday (February 4) who said"
_SIGNED_BY = re.compile(
    r"\s*(?:jointly |co-)?(?:signed|written|penned|sent|drafted|tabled|proposed|put forward) by\s"
)
JOINT = re.compile(
    r"(?:,\s(?:aged\s)?\d{1,3}(?=,))?\s*"
    r"(?:,\s*(?:and|&)?|,?\s*(?:and|&)\s+(?:[\w'’-]+\s+){1,4}|and|&|,? alongside"
    r"|,? together with)\s*$"
)


class Source(NamedTuple):
    """Words that mean a speaker. people: the mentions that are it, if it names some."""

    kind: SourceKind
    start: int
    end: int
    people: tuple[Mention, ...] = ()


def source_before(
    narrated: str, names: NarratedNames, start: int, at: int, *, participle: bool
) -> Source:
    """Who stands before a cue at offset `at` in the sentence that begins at `start`.

    participle: the cue is an -ing form, whose subject is usually that of the sentence.
    """
    low = max(start, at - REACH)
    end, auxiliary = without_tail(narrated, low, at)
    head = narrated[low:end]
    if not head:
        return Source("none", low, low)
    tail = head[-_WORD_OR_TWO:]
    if pronoun := _PRONOUN.search(tail):
        begin = end - len(pronoun.group(1))
        if pronoun.group(1).lower() == "who":
            return _antecedent(narrated, names, low, begin)
        return Source("pronoun", begin, end)
    if tail.endswith(" which") and (writing := _WRITING.match(head)):
        return Source("phrase", low + writing.start(1), low + writing.end(1))
    if tail.endswith(" of whom") and (of_whom := _OF_WHOM.search(head)):
        return _of_whom(narrated, low, low + of_whom.start())
    if tail.endswith(" to") and (habit := _HABIT.search(head[-_NEAR:])):
        begin = end - len(habit.group())
        return Source("pronoun", begin, begin + len(habit.group(1)))
    if participle and not auxiliary:
        if received := RECEIVED.search(head):
            return _phrase_ending(narrated, names, low + received.start(1), low + received.end(1))
        if _belongs_to_sentence(narrated, low, end):
            return Source("subject", start, at)
    if head[-1] == ",":
        return _past_apposition(narrated, names, low, end)
    if _LINK.search(tail) or head[-1] in f"-–—;{CLOSE}{QUOTED}":
        return Source("subject", start, at)
    return _phrase_ending(narrated, names, low, end)


def _belongs_to_sentence(narrated: str, low: int, end: int) -> bool:
    """Whether a participle has the sentence's subject, not the noun before it."""
    head = narrated[low:end]
    if head[-1] in f",-–—{CLOSE}{QUOTED};" or _LINK.search(head):
        return True
    if FINDINGS.search(head):
        return False
    return not _WITH.search(head) and FINITE.search(head) is not None


def _antecedent(narrated: str, names: NarratedNames, low: int, at: int) -> Source:
    """Who "who" means: what stands right before it."""
    end = low + len(narrated[low:at].rstrip(" ,\t"))
    if aside := _BRACKETED.search(narrated[low:end]):
        end = low + aside.start()
    nearest = names.people_in(max(low, end - 60), end)
    if nearest and nearest[-1].end == end:
        return _named(narrated, names, nearest[-1], low)
    found = _phrase_ending(narrated, names, low, end)
    if found.kind == "named" and (whom := _past_verb(narrated, found.end, end)):
        return Source("phrase", whom, end)
    return found if found.end > found.start else Source("subject", low, at)


def _past_verb(narrated: str, start: int, end: int) -> int:
    """`NAME was moved by residents who said`: where the object of the last verb begins, else 0."""
    verb = 0
    for match in FINITE.finditer(narrated, start, end):
        verb = match.end()
    object_of = _OBJECT.match(narrated, verb, end) if verb else None
    return object_of.end() if object_of and object_of.end() < end else 0


def _of_whom(narrated: str, low: int, end: int) -> Source:
    """`It angered swimmers, some of whom say`: what stands behind the last verb."""
    start = phrase_start(narrated, low, end)
    for verb in FINITE.finditer(narrated, start, end):
        start = verb.end()
    return Source("phrase", start + (narrated[start : start + 1] == " "), end)


def _past_apposition(narrated: str, names: NarratedNames, low: int, end: int) -> Source:
    """`NAME, the leader of X, said`: the name before the commas, or the one between them."""
    stop = end - 1
    for _ in range(5):
        comma = narrated.rfind(",", low, stop)
        between = comma + 1 if comma >= 0 else low
        people = names.people_in(between, stop)
        aside = _ASIDE_BEGINS.match(narrated, between, end)
        if people and _SIGNED_BY.match(narrated, between, end):
            return _named(narrated, names, people[-1], low)
        if people and not aside and is_head(narrated, people[-1], between):
            return _named(narrated, names, people[-1], low)
        if comma < 0:
            break
        before = names.people_in(max(low, comma - 60), comma)
        if before and _LETTERS.fullmatch(narrated, before[-1].end, comma):
            return _named(narrated, names, before[-1], low)
        stop = comma
    if end - 1 <= low:
        return Source("none", low, low)
    first = narrated.rfind(",", low, end - 1)
    return _phrase_ending(narrated, names, low, first if first > low else end - 1)


def _phrase_ending(narrated: str, names: NarratedNames, low: int, end: int) -> Source:
    """The phrase that ends at `end`: a name in it if that is its head, else the whole of it."""
    if aside := _UNCLOSED.search(narrated, low, end):
        return _antecedent(narrated, names, low, aside.end() - len("who"))
    if narrated[low : low + 1].isupper() and (
        restricted := _RESTRICTED.fullmatch(narrated, low, end)
    ):
        return Source("phrase", *restricted.span(1))
    start = phrase_start(narrated, low, end)
    people = names.people_in(start, end)
    heads = [
        m for m in people if is_head(narrated, m, start) or is_subject(narrated, m, start, end)
    ]
    heads = heads or _with_others(narrated, names, low, start)
    if heads:
        return _named(narrated, names, heads[-1], low)
    if _is_coordinated(narrated, low, start, end):
        return Source("phrase", low, end)
    start = _past_clause(narrated, start, end)
    start = _past_adverbial(narrated, start, end)
    if titled := _titled_without_comma(narrated, names, low, start, end):
        return _named(narrated, names, titled, low)
    return Source("phrase", start, end)


def _is_coordinated(narrated: str, low: int, start: int, end: int) -> bool:
    """`Experts on pools and water safety said`: a subject whose end no noun phrase begins."""
    if not narrated.endswith("and ", low, start) or end - low > _LONGEST_SUBJECT:
        return False
    return bool(_BARE_AND.match(narrated, low, end)) and not FINITE.search(narrated, low, end)


def _with_others(narrated: str, names: NarratedNames, low: int, start: int) -> list[Mention]:
    """`NAME and others said`, where the sentence begins with the name."""
    people = names.people_in(low, start)
    if len(people) != 1 or narrated[people[0].end : start].strip() != "and":
        return []
    before = narrated[low : people[0].start]
    return people if len(before) < _BEFORE_SUBJECT and not FINITE.search(before) else []


def phrase_start(narrated: str, low: int, end: int) -> int:
    """Where the phrase that ends at `end` begins: after the last boundary and leading adverbs."""
    start = _last_boundary(narrated, low, end)
    if leading := _LEADING.match(narrated, start, end):
        start = leading.end()
    while start < end and narrated[start].isspace():
        start += 1
    return start


def _last_boundary(narrated: str, low: int, end: int) -> int:
    """Behind the last boundary before `end`, else `low`; what is nearest is looked at first."""
    low = max(low, narrated.rfind(CLOSE, low, end - 1), narrated.rfind(QUOTED, low, end - 1))
    for begin in (max(low, end - _NEAR), low):
        found = [m.end() for m in _BOUNDARY.finditer(narrated, begin, end) if m.end() < end]
        if found:
            return found[-1]
    return low


def _past_clause(narrated: str, start: int, end: int) -> int:
    """`The scheme is to go ahead after the firm`: what follows the subordinator."""
    if not FINITE.search(narrated, start, end):
        return start
    last = start
    for match in _SUBORDINATOR.finditer(narrated, start, end):
        last = match.end()
    return last


def _past_adverbial(narrated: str, start: int, end: int) -> int:
    """`At their conference the party leader`: from the last article on."""
    if _PREPOSITIONAL.match(narrated, start, end):
        last = max(narrated.rfind(f" {word} ", start, end) for word in ("the", "a", "an"))
        if last > start:
            return last + 1
    return start


def _titled_without_comma(
    narrated: str, names: NarratedNames, low: int, start: int, end: int
) -> Mention | None:
    """`NAME, Cabinet Member for X on Y Council said`: the second comma was left out."""
    people = names.people_in(max(low, start - 140), start)
    if not people or not is_head(narrated, people[-1], low):
        return None
    title = narrated[people[-1].end : end]
    if not title.startswith((", ", " (")) or FINITE.search(title):
        return None
    return people[-1] if _TITLE_WORD.search(title) else None


def _named(narrated: str, names: NarratedNames, last: Mention, low: int) -> Source:
    """The name with those joined to it: "Ann Orr and Bob Lee said"."""
    joined = [last]
    for mention in reversed(names.people_in(low, last.start)):
        between = narrated[mention.end : joined[0].start]
        conjunction = len(joined) > 1 or "and" in between or "&" in between or "with" in between
        if not conjunction or not JOINT.match(between):
            break
        joined.insert(0, mention)
    return Source("named", joined[0].start, last.end, tuple(joined))
