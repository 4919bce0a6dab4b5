"""The archive: articles, what was found in them, and what editors made of it."""

from articles.models.article import Article, ArticleRevision, checksum
from articles.models.batch import Batch, BatchNote, Failure
from articles.models.changes import Archive, Change, PageNumber, RegisterNumber
from articles.models.coverage import Coverage, MonthTogether, Together
from articles.models.editing import Correction, Report, ReviewItem
from articles.models.fingerprint import Fingerprint
from articles.models.lessons import Lesson
from articles.models.links import LinkCheck
from articles.models.original import Original, Visit
from articles.models.publisher import Publisher, Rights
from articles.models.statement import (
    FormerStatement,
    Statement,
    StatementListing,
    StatementWording,
)
from articles.models.tags import Mention, Origin, Tag, TaggerAnswer
from articles.models.words import Word
from articles.models.working import MOST_TRIES, Source, TaggingTrouble

__all__ = [
    "MOST_TRIES",
    "Archive",
    "Article",
    "ArticleRevision",
    "Batch",
    "BatchNote",
    "Change",
    "Correction",
    "Coverage",
    "Failure",
    "Fingerprint",
    "FormerStatement",
    "Lesson",
    "LinkCheck",
    "Mention",
    "MonthTogether",
    "Origin",
    "Original",
    "PageNumber",
    "Publisher",
    "RegisterNumber",
    "Report",
    "ReviewItem",
    "Rights",
    "Source",
    "Statement",
    "StatementListing",
    "StatementWording",
    "Tag",
    "TaggerAnswer",
    "TaggingTrouble",
    "Together",
    "Visit",
    "Word",
    "checksum",
]
