"""What the law requires to go goes from every column, and no column is forgotten."""

import pytest
from django.apps import apps
from django.contrib.admin.models import ADDITION, LogEntry
from django.contrib.auth import get_user_model
from django.db import connection, models

from articles.actions import correcting
from articles.actions.queueing import enqueue_fetching
from articles.actions.storing import keep_failure, store_article
from articles.actions.tagging import tag_articles
from articles.erasure import HARMLESS, HARMLESS_APPS, WORDS, erase
from articles.ingest.values import Unreadable
from articles.models import (
    Article,
    Batch,
    FormerStatement,
    Mention,
    Report,
    Source,
    Statement,
    TaggingTrouble,
)
from tests.articles.invented import CANNOT_WAIT, harrowmere, incoming, tagger

TEXT = (models.CharField, models.TextField, models.JSONField, models.FileField)


def test_every_text_column_is_known_to_hold_words_or_to_be_harmless() -> None:
    unknown = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label not in HARMLESS_APPS
        for field in model._meta.concrete_fields
        if isinstance(field, TEXT)
        and field.name not in WORDS.get(model._meta.label, set())
        and field.name not in HARMLESS.get(model._meta.label, set())
    ]
    assert unknown == []


def test_the_lists_name_no_column_that_does_not_exist() -> None:
    for label, names in [*WORDS.items(), *HARMLESS.items()]:
        fields = {field.name for field in apps.get_model(label)._meta.concrete_fields}
        assert names <= fields, label


def everything() -> str:
    """The whole database as text."""
    with connection.cursor() as cursor:
        parts = []
        for table in connection.introspection.table_names():
            name = connection.ops.quote_name(table)
            cursor.execute(f"SELECT coalesce(string_agg(t::text, ' '), '') FROM {name} t")
            parts.append(cursor.fetchone()[0])
    return " ".join(parts)


@pytest.mark.django_db
def test_an_erased_article_leaves_no_word_in_any_table() -> None:
    county = harrowmere()
    editor = get_user_model().objects.create_user("editor")
    article = store_article(incoming=incoming(byline="Una Quillfeather")).article
    tag_articles(articles=[article], tagger=tagger(), version="test")
    store_article(
        incoming=incoming(byline="Una Quillfeather", body=article.body + "\n\nQuillfeather.")
    )
    article = Article.objects.get()
    tag_articles(articles=[article], tagger=tagger(), version="test")
    mention = Mention.objects.get(surface="Piet Oster")
    correcting.relink_mention(mention=mention, to=county.other, by=editor, reason="Piet Oster!")
    correcting.relink_mention(
        mention=Mention.objects.get(surface="Piet Oster"), to=county.ada, by=editor
    )
    Report.objects.create(article=article, page="/", message="I am not Piet Oster.")
    batch = Batch.objects.create(name="b")
    keep_failure(
        batch=batch, failed=Unreadable("a.jsonl", "cut", 3, f'"{article.headline}" Piet Oster')
    )
    Source.objects.create(address=article.url)
    TaggingTrouble.objects.create(article=article, tries=3, reason="no sense in Piet Oster")
    enqueue_fetching(address=article.url, batch="b")
    LogEntry.objects.log_actions(
        user_id=editor.pk, queryset=[article], action_flag=ADDITION,
        change_message="Piet Oster", single_object=True,
    )  # fmt: skip
    said = Statement.objects.get(surface=CANNOT_WAIT).pk
    assert "Piet Oster" in everything()

    erase(article=article, reason="A court ordered it.", by=editor)

    left = everything()
    for words in ("Piet Oster", "Quillfeather", "cannot wait", "Marsh Road", "echo.example"):
        assert words not in left, words
    assert FormerStatement.objects.get(pk=said).reason == "A court ordered it."
    assert Article.objects.get().status == "withdrawn"
