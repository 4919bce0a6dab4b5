"""The environment of the readers' templates, which are Jinja's: what they can call and filter by.

What a template names and nobody gave it is an error, not an empty place.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.http import QueryDict
from django.template import Context, defaulttags
from django.template.defaultfilters import linebreaksbr
from django.templatetags.static import static
from django.urls import reverse
from django.utils.text import capfirst
from jinja2 import Environment, StrictUndefined

from articles import reading
from articles.profiles import wording
from articles.terms import REGISTER_ENDS


def environment(**options: Any) -> Environment:
    """The environment with the options that Django gives it: where templates are, autoescape."""
    options["undefined"] = StrictUndefined
    made = Environment(trim_blocks=True, lstrip_blocks=True, **options)  # noqa: S701  Django sets autoescape
    made.filters.update(FILTERS)
    made.globals.update(GLOBALS)
    return made


def url(name: str, *args: object) -> str:
    """The path of a named page."""
    return reverse(name, args=args)


def querystring(asked: QueryDict, **changes: object) -> str:
    """The query of an address with some values changed; None leaves one out."""
    return defaulttags.querystring(Context(), asked, **changes)


def in_query(text: str) -> str:
    """A text as it may stand as a value in a query."""
    return quote(text, safe="")


FILTERS = {
    "as_known": reading.as_known,
    "british": reading.british,
    "capfirst": capfirst,
    "counted": reading.counted,
    "ended": wording.ended,
    "first_words": reading.first_words,
    "full_address": reading.full_address,
    "grouped_digits": reading.grouped_digits,
    "in_query": in_query,
    "last_day": wording.last_day,
    "lasting": reading.lasting,
    "linebreaksbr": linebreaksbr,
    "name_of": reading.name_of,
    "of_role": wording.of_role,
    "percent": reading.percent,
    "printed_on": reading.printed_on,
    "role_of": wording.role_of,
    "sentence": reading.sentence,
    "share": reading.share,
    "in_pieces": reading.in_pieces,
}
GLOBALS = {
    "edited_piece": reading.edited_piece,
    "is_demonstration": reading.is_demonstration,
    "linked_piece": reading.linked_piece,
    "querystring": querystring,
    "register_ends": REGISTER_ENDS,
    "report_address": reading.report_address,
    "site_name": reading.site_name,
    "static": static,
    "url": url,
}
