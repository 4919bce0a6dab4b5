"""What pages say to machines: schema.org as JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from articles.models import Article, Statement
from articles.speakers import shown_name
from articles.story import Named, quotations
from people.models import Entity

TYPES: dict[str, str] = {
    Entity.Kind.PERSON: "Person",
    Entity.Kind.PARTY: "Organization",
    Entity.Kind.COUNCIL: "GovernmentOrganization",
    Entity.Kind.CONSTITUENCY: "AdministrativeArea",
}
LENGTHS: dict[str, int] = {Article.Precision.MONTH: 7, Article.Precision.YEAR: 4}
# A JSON text may stand inside <script> once these cannot end it.
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def news_article(
    article: Article,
    named: Iterable[Named],
    statements: Iterable[Statement],
    edited_at: datetime | None = None,
) -> dict[str, Any]:
    """A NewsArticle with who it names; only a sure speaker's own words are a Quotation."""
    about = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.headline,
        "url": address(article),
        "sameAs": article.url or None,
        "inLanguage": article.language,
        "datePublished": as_known(article),
        "dateModified": edited_at and edited_at.isoformat(),
        "publisher": {"@type": "NewsMediaOrganization", "name": article.publisher.name},
        "mentions": [_thing(item.entity, item.name) for item in named],
        "hasPart": [quotation(*said) for said in quotations(statements)],
    }
    return {key: value for key, value in about.items() if value}


def as_known(article: Article) -> str | None:
    """The date of publication as exactly as it is known: 2019-02-18, or 2019-02, or 2019."""
    if article.day is None or article.published_at is None:
        return None
    if article.precision == Article.Precision.TIME:
        return timezone.localtime(article.published_at).isoformat()
    return article.day.isoformat()[: LENGTHS.get(article.precision, 10)]


def quoted(statement: Statement, speaker: Entity) -> dict[str, Any]:
    """The page of one quotation, and the story that it is part of."""
    article = statement.article
    story = {"@type": "NewsArticle", "headline": article.headline, "url": address(article)}
    about = {"@context": "https://schema.org", **quotation(statement, speaker)}
    return {**about, "isPartOf": story, "datePublished": as_known(article)}


def quotation(statement: Statement, speaker: Entity) -> dict[str, Any]:
    return {
        "@type": "Quotation",
        "url": address(statement),
        "text": statement.surface,
        "spokenByCharacter": _thing(speaker, shown_name(speaker)),
    }


def _thing(entity: Entity, name: str) -> dict[str, str]:
    return {"@type": TYPES[entity.kind], "name": name, "url": address(entity)}


def address(thing: Article | Statement | Entity) -> str:
    return settings.SITE_URL.rstrip("/") + thing.get_absolute_url()


def as_script(data: dict[str, Any]) -> SafeString:
    """JSON that may stand inside a <script> element."""
    return mark_safe(json.dumps(data, ensure_ascii=False).translate(ESCAPES))  # noqa: S308
