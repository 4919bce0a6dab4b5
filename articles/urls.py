"""The readers' addresses."""

from django.contrib.sitemaps import views as sitemaps
from django.urls import path

from articles.sitemaps import SITEMAPS
from articles.views import (
    about,
    accuracy,
    articles,
    home,
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
    path("search/", search.search, name="search"),
    path("articles/<int:pk>/<slug:slug>/", articles.article, name="article"),
    path("statements/<int:pk>/", statements.statement, name="statement"),
    path("people/", people.people, name="people"),
    path("people/<slug:slug>/", people.person, name="person"),
    path("constituencies/", places.constituencies, name="constituencies"),
    path("constituencies/<slug:slug>/", places.constituency, name="constituency"),
    path("councils/", places.councils, name="councils"),
    path("councils/<slug:slug>/", places.council, name="council"),
    path("parties/", parties.parties, name="parties"),
    path("parties/<slug:slug>/", parties.party, name="party"),
    path("publishers/<slug:slug>/", publishers.publisher, name="publisher"),
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
