"""People outside the register: named in their article, and nowhere that lists or ranks people.

From the article through the real tagger, over the register as the database holds it.
"""

import re

import pytest

from articles.actions.storing import store_article
from articles.actions.tagging import tag_articles
from articles.models import Article, Coverage, Statement, StatementListing, Tag
from articles.search import catch_up
from articles.taggers import DatabaseTagger
from people.models import Alias
from tests.articles import factories as make
from tests.articles.invented import incoming

pytestmark = pytest.mark.django_db

PRIVATE = "Piet Oster"
SHOP = "My shop will not survive it"
BODY = (
    "Ada Holt, MP for Saltmarsh, told Parliament: “Marsh Road cannot wait another winter.”\n\n"
    f"“{SHOP},” said {PRIVATE}, 45, who sells bread there. Mr Oster has asked the MP for help.\n\n"
    "Sergeant Ivy Marl of the police said the road was safe."
)
LISTS = (
    "/", "/people/", "/people/?letter=O", "/search/?q=Oster", "/search/?q=Piet",
    "/constituencies/", "/councils/", "/parties/", "/people/ada-holt/",
)  # fmt: skip


@pytest.fixture
def story() -> Article:
    ada = make.member()
    for entity in (ada, ada.memberships.get().place):
        Alias.objects.create(entity=entity, text=entity.name)
    article = store_article(incoming=incoming(body=BODY)).article
    article.refresh_from_db()
    tag_articles(articles=[article], tagger=DatabaseTagger(), version="test")
    catch_up()
    return article


def text(response) -> str:
    return response.content.decode()


def words_of(page: str) -> str:
    """What a reader sees of a page but for the search box, which repeats the question."""
    return re.sub(r"<[^>]+>", "", page.replace("\n", " "))


def test_they_are_found_in_the_article_without_an_entity(story) -> None:
    private = story.mentions.filter(entity=None)
    assert set(private.values_list("surface", flat=True)) >= {PRIVATE, "Mr Oster", "Ivy Marl"}
    assert story.mentions.exclude(entity=None).exists()


def test_they_have_no_tag_no_count_and_no_listing(story) -> None:
    assert set(Tag.objects.values_list("entity__kind", flat=True)) == {"person", "constituency"}
    assert Coverage.objects.count() == 2
    said = Statement.objects.get(surface__startswith=SHOP)
    assert (said.speaker, said.speaker_text) == (None, PRIVATE)
    assert not StatementListing.objects.filter(statement=said).exists()


@pytest.mark.parametrize("slug", ["piet-oster", "oster", "mr-oster", "ivy-marl"])
def test_they_have_no_page(client, story, slug) -> None:
    assert client.get(f"/people/{slug}/").status_code == 404


@pytest.mark.parametrize("address", LISTS)
def test_no_list_facet_or_ranking_names_them(client, story, address) -> None:
    page = text(client.get(address))
    links = re.findall(r'<a [^>]*href="/people/[^"]*"[^>]*>(.*?)</a>', page)
    options = re.findall(r"<option[^>]*>(.*?)</option>", page)
    assert not [found for found in (*links, *options) if "Oster" in found or "Marl" in found]


def test_the_words_of_a_register_person_are_listed_and_theirs_are_not(client, story) -> None:
    page = words_of(text(client.get("/people/ada-holt/")))
    assert "cannot wait another winter" in page
    assert SHOP not in page


def test_the_permalink_of_their_words_is_for_no_search_engine(client, story) -> None:
    said = Statement.objects.get(surface__startswith=SHOP)
    page = text(client.get(said.get_absolute_url()))
    assert '<meta name="robots" content="noindex">' in page
    assert 'href="/people/' not in page[page.index("<h1") : page.index("<aside")]
    index = text(client.get("/sitemap.xml"))
    sections = re.findall(r"<loc>https?://[^/]+(/[^<]+)</loc>", index)
    pages = "".join(text(client.get(path)) for path in sections)
    assert f"{said.get_absolute_url()}</loc>" not in pages
    listed = Statement.objects.get(surface__startswith="Marsh Road cannot")
    assert f"{listed.get_absolute_url()}</loc>" in pages


def test_the_article_offers_them_no_link_and_no_place_in_its_cast(client, story) -> None:
    page = text(client.get(story.get_absolute_url()))
    aside = page[page.index("In this story") :]
    assert "Ada Holt" in aside
    assert "Oster" not in words_of(aside)
    assert "Oster" not in "".join(re.findall(r"<a .*?</a>", page))


def test_structured_data_calls_nobody_private_by_name(client, story) -> None:
    page = text(client.get(story.get_absolute_url()))
    data = re.search(r'<script type="application/ld\+json">(.*?)</script>', page)
    assert data
    assert "Oster" not in data.group(1)
