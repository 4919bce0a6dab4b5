"""What the archive is, where its facts come from, and how to reach its editors."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from articles.terms import REGISTER_BEGINS


def about(request: HttpRequest) -> HttpResponse:
    return render(request, "articles/about.html", {"register_begins": REGISTER_BEGINS})
