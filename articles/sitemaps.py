"""What search engines may list: pages with content, articles, statements of register people."""

from __future__ import annotations

from datetime import datetime

from django.contrib.sitemaps import Sitemap
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from articles.models import Article, Coverage, Statement, StatementListing
from people.models import Entity


class CoveragePages(Sitemap):
    """People, seats, councils and parties of whom there is something to read."""

    limit = 20_000

    def items(self) -> QuerySet:
        covered = Coverage.objects.filter(entity=OuterRef("pk"))
        return Entity.objects.filter(Exists(covered)).order_by("pk")


class Articles(Sitemap):
    limit = 20_000

    def items(self) -> QuerySet:
        return Article.objects.published().order_by("pk")

    def lastmod(self, article: Article) -> datetime:
        return article.updated_at


class Statements(Sitemap):
    """Those of people outside the register stand in no listing, and so not here."""

    limit = 20_000

    def items(self) -> QuerySet:
        listed = StatementListing.objects.filter(statement=OuterRef("pk"))
        return Statement.objects.published().filter(Exists(listed)).order_by("pk")


class Fixed(Sitemap):
    def items(self) -> list[str]:
        return [
            "home", "people", "constituencies", "councils", "parties", "publishers", "about",
            "accuracy",
        ]  # fmt: skip

    def location(self, name: str) -> str:
        return reverse(name)


SITEMAPS = {
    "site": Fixed,
    "coverage": CoveragePages,
    "articles": Articles,
    "statements": Statements,
}
