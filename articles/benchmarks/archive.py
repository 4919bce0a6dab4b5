"""An archive of any size: eight tags and three statements an article, on invented people."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection

from articles.benchmarks.copying import Copier, continue_ids, without_triggers
from articles.benchmarks.county import TERMS, County, Speaker
from articles.benchmarks.prose import Prose
from articles.models import Article, Mention, Statement, StatementListing, Tag
from articles.models.publisher import Rights

CHUNK = 2_000
LAST_DAY = datetime(2026, 8, 1, tzinfo=UTC)
PARAGRAPHS, SPOKEN, OTHERS = 4, 3, 3

COPIERS = {
    "article": Copier(
        Article, "id", "publisher_id", "url", "identity", "headline", "body", "published_at",
        "checksum", "rights",
    ),
    "tag": Copier(Tag, "article_id", "entity_id", "published_at"),
    "mention": Copier(
        Mention, "article_id", "start_char", "end_char", "surface", "kind", "entity_id", "name"
    ),
    "statement": Copier(
        Statement, "id", "article_id", "start_char", "end_char", "surface", "kind", "speaker_id",
        "speaker_text", "speaker_kind", "published",
    ),
    "held": Copier(Statement.memberships.through, "statement_id", "membership_id"),
    "listing": Copier(StatementListing, "statement_id", "entity_id", "because", "published"),
}  # fmt: skip

COVERAGE = """
INSERT INTO articles_coverage (entity_id, month, articles, statements)
SELECT entity_id, month, sum(stories), sum(words) FROM (
    SELECT entity_id, date_trunc('month', published_at AT TIME ZONE 'Europe/London')::date AS month,
           count(*) AS stories, 0 AS words FROM articles_tag GROUP BY 1, 2
    UNION ALL
    SELECT entity_id, date_trunc('month', published AT TIME ZONE 'Europe/London')::date,
           0, count(*) FROM articles_statementlisting GROUP BY 1, 2
) AS counted GROUP BY 1, 2
"""

TOGETHER = (
    """
    INSERT INTO articles_monthtogether (entity_id, other_id, month, articles)
    SELECT one.entity_id, other.entity_id,
           date_trunc('month', one.published_at AT TIME ZONE 'Europe/London')::date, count(*)
    FROM articles_tag AS one
    JOIN articles_tag AS other USING (article_id)
    JOIN people_person AS a ON a.entity_ptr_id = one.entity_id
    JOIN people_person AS b ON b.entity_ptr_id = other.entity_id
    WHERE other.entity_id > one.entity_id GROUP BY 1, 2, 3
    """,
    """
    INSERT INTO articles_together (entity_id, other_id, articles)
    SELECT entity_id, other_id, sum(articles) FROM articles_monthtogether GROUP BY 1, 2
    UNION ALL
    SELECT other_id, entity_id, sum(articles) FROM articles_monthtogether GROUP BY 1, 2
    """,
)

Rows = dict[str, list[tuple[Any, ...]]]
Tell = Callable[[int], None]


@dataclass
class Writer:
    """Writes one article after another; `text` grows while `rows` note what stands where."""

    prose: Prose
    county: County
    statements: int = 0
    rows: Rows = field(default_factory=dict)

    def chunk(self, first: int, last: int) -> Rows:
        self.rows = {name: [] for name in COPIERS}
        for pk in range(first, last):
            self.article(pk)
        return self.rows

    def article(self, pk: int) -> None:
        random = self.prose.random
        at = LAST_DAY - timedelta(minutes=random.randrange(21 * 365 * 24 * 60))
        speakers = self.heard(at)
        lead = speakers[0]
        headline = f"{lead.name} {self.prose.sentence(6).lower()}"
        text = headline + "\n\n" + "\n\n".join(self.prose.paragraphs(PARAGRAPHS))
        self.mention(pk, 0, lead)
        for who in speakers:
            text = self.said(pk, at, who, text + "\n\n")
        self.tags(pk, at, speakers)
        digest = hashlib.sha256(str(pk).encode()).hexdigest()
        self.rows["article"].append(
            (pk, random.choice(self.county.publishers), f"https://paper.invalid/{pk}", digest,
             headline, text[len(headline) + 2 :], at, digest, Rights.FULL)
        )  # fmt: skip

    def heard(self, at: datetime) -> list[Speaker]:
        """Three members of that time; some are heard far more often than others."""
        term = max(n for n, (start, _) in enumerate(TERMS) if n == 0 or start <= at.date())
        sitting = self.county.speakers[term :: len(TERMS)]
        random = self.prose.random
        return [sitting[int(len(sitting) * random.random() ** 2)] for _ in range(SPOKEN)]

    def said(self, pk: int, at: datetime, who: Speaker, text: str) -> str:
        self.statements += 1
        words = f"{self.prose.sentence(22)}."
        start = len(text) + 1
        end = start + len(words)
        text = f"{text}“{words}” said "
        self.mention(pk, len(text), who)
        self.rows["statement"].append(
            (self.statements, pk, start, end, words, "direct", who.person, who.name, "person", at)
        )
        self.rows["held"].append((self.statements, who.membership))
        listed = ((who.person, "speaker"), (who.seat, "post"), (who.party, "party"))
        self.rows["listing"] += [(self.statements, pk, why, at) for pk, why in listed]
        return f"{text}{who.name}."

    def mention(self, pk: int, start: int, who: Speaker) -> None:
        end = start + len(who.name)
        self.rows["mention"].append((pk, start, end, who.name, "person", who.person, who.name))

    def tags(self, pk: int, at: datetime, speakers: list[Speaker]) -> None:
        named = {who.person for who in speakers} | {speakers[0].seat}
        named |= {who.party for who in speakers}
        choose = self.prose.random.choice
        while len(named) < SPOKEN + 2 + OTHERS:
            named.add(
                choose(self.county.councils) if len(named) % 3 else choose(self.county.parties)
            )
        self.rows["tag"] += [(pk, entity, at) for entity in sorted(named)]


def fill(prose: Prose, county: County, number: int, tell: Tell = lambda done: None) -> None:
    """Store `number` articles with everything that the pages and the index read."""
    writer = Writer(prose, county)
    with without_triggers():
        for first in range(1, number + 1, CHUNK):
            last = min(first + CHUNK, number + 1)
            for name, rows in writer.chunk(first, last).items():
                COPIERS[name].copy(rows)
            tell(last - 1)
    continue_ids("articles_article", "articles_statement")
    with connection.cursor() as cursor:
        for summary in (COVERAGE, *TOGETHER):
            cursor.execute(summary)
        cursor.execute("ANALYZE")
