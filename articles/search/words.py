"""The words of the archive, kept in a table so that a misspelt one can be mended."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.db import connection

from articles.models import Article, Word

SHORTEST, LONGEST = 4, 24  # letters
# In lower case, so that names stay out; not a part of an address or of a compound.
LOWER = re.compile(rf"(?<![^\W_])(?<![-'’.@/])[a-z]{{{SHORTEST},{LONGEST}}}(?![^\W_])(?![-@/])")

# One value for thousands of words: a parameter each takes longer to read than to look up.
FRESH = """
INSERT INTO articles_word (text)
SELECT word FROM unnest(%s::text[]) AS word
WHERE NOT EXISTS (SELECT FROM articles_word WHERE text = word)
ON CONFLICT DO NOTHING
"""


def remember(article_ids: Iterable[int]) -> None:
    """Keep the words of articles. A word that is there already is not written again."""
    texts = (
        Article.objects.published().filter(pk__in=list(article_ids)).values_list("body", flat=True)
    )
    words = {word for text in texts.iterator() for word in LOWER.findall(text)}
    with connection.cursor() as cursor:
        cursor.execute(FRESH, [sorted(words)])


def forget(article: Article) -> None:
    """Drop the words of an article that has to go. Others bring back theirs when indexed again."""
    Word.objects.filter(text__in=set(LOWER.findall(article.body))).delete()
