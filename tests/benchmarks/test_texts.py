"""Texts to measure on: invented, the same everywhere, and with something in them to find."""

from articles.annotating import read_document
from articles.benchmarks.invented import invented_register
from articles.benchmarks.texts import ArticleWriter
from articles.ingest.article_json import read_article
from articles.tagging import build_tagger

REGISTER = invented_register()
WRITER = ArticleWriter(REGISTER)


def test_the_same_seed_gives_the_same_register_and_the_same_articles() -> None:
    assert invented_register() == REGISTER
    assert list(ArticleWriter(REGISTER).articles(3)) == list(WRITER.articles(3))


def test_another_seed_gives_others() -> None:
    assert invented_register(2) != REGISTER
    assert ArticleWriter(REGISTER, 2).article(1) != WRITER.article(1)


def test_an_article_is_the_same_by_itself_as_among_others() -> None:
    assert WRITER.article(7) == list(WRITER.articles(3, first=5))[2]


def test_the_tagger_finds_names_and_statements_in_them() -> None:
    tag = build_tagger(REGISTER)
    tagged = [tag(read_document(article.line())[1]) for article in WRITER.articles(20)]
    for text in tagged:
        assert any(m.kind == "person" and m.ref for m in text.mentions)
    assert sum(len(text.statements) for text in tagged) > 100


def test_they_can_be_ingested() -> None:
    article = WRITER.article(3)
    incoming = read_article(article.fields())
    assert (incoming.headline, incoming.body) == (article.headline, article.body)
