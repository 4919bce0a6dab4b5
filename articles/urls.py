"""The readers' addresses."""

from django.contrib.sitemaps import views as sitemaps
from django.urls import path

from articles.sitemaps import SITEMAPS
from articles.views import (
    about,
    accuracy,
    articles,
    feeds,
    home,
    lists,
    parties,
    people,
    places,
    publishers,
    reports,
    search,
    service,
    statements,
)

urlpatterns = [
    path("", home.home, name="home"),
    path("feed/", feeds.site_feed, name="site_feed"),
    path("search/", search.search, name="search"),
    path("search/feed/", search.search_feed, name="search_feed"),
    path("articles/<int:pk>/<slug:slug>/", articles.article, name="article"),
    path("articles/<int:pk>/<slug:slug>/changes/", articles.changes, name="article_changes"),
    path("statements/<int:pk>/", statements.statement, name="statement"),
    path("people/", lists.people, name="people"),
    path("people/<slug:slug>/", people.person, name="person"),
    path("people/<slug:slug>/feed/", feeds.person_feed, name="person_feed"),
    path("constituencies/", lists.constituencies, name="constituencies"),
    path("constituencies/<slug:slug>/", places.constituency, name="constituency"),
    path("constituencies/<slug:slug>/feed/", feeds.constituency_feed, name="constituency_feed"),
    path("councils/", lists.councils, name="councils"),
    path("councils/<slug:slug>/", places.council, name="council"),
    path("councils/<slug:slug>/feed/", feeds.council_feed, name="council_feed"),
    path("parties/", lists.parties, name="parties"),
    path("parties/<slug:slug>/", parties.party, name="party"),
    path("parties/<slug:slug>/feed/", feeds.party_feed, name="party_feed"),
    path("publishers/", lists.publishers, name="publishers"),
    path("publishers/<slug:slug>/", publishers.publisher, name="publisher"),
    path("publishers/<slug:slug>/feed/", feeds.publisher_feed, name="publisher_feed"),
    path("about/", about.about, name="about"),
    path("accuracy/", accuracy.accuracy, name="accuracy"),
    path("report/", reports.report, name="report"),
    path("report/<slug:reference>/", reports.report_made, name="report_made"),
    path("healthz", service.healthz, name="healthz"),
    path("readyz", service.readyz, name="readyz"),
    path("robots.txt", service.robots, name="robots"),
    path("sitemap.xml", sitemaps.index, {"sitemaps": SITEMAPS}, name="sitemap"),
    path(
        "sitemap-<section>.xml",
        sitemaps.sitemap,
        {"sitemaps": SITEMAPS},
        name="django.contrib.sitemaps.views.sitemap",
    ),
]
