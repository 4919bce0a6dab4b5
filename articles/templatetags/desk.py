"""The printed text of the editors' desk: no character added to the article's, none left out."""

from __future__ import annotations

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from articles.admin.text.printed import Block, Piece, Run

register = template.Library()


@register.simple_tag
def printed_runs(block: Block) -> SafeString:
    return format_html_join("", "{}", ((run_of(run),) for run in block.runs))


def run_of(run: Run) -> SafeString:
    """Its sign is drawn by the stylesheet: what can be selected is the article's text alone."""
    inside = format_html_join("", "{}", ((piece_of(piece),) for piece in run.pieces))
    mark = run.mark
    if mark is None:
        return inside
    sign = (
        format_html(
            '<a class="sign" data-key="{}" data-kind="{}" href="{}" aria-label="{}"></a>',
            mark.key, mark.kind, mark.form, mark.label,
        )
        if run.is_first
        else ""
    )  # fmt: skip
    return format_html(
        '<span class="s" data-key="{}" data-sure="{}">{}{}</span>',
        mark.key, mark.sureness, sign, inside,
    )  # fmt: skip


def piece_of(piece: Piece) -> SafeString | str:
    mark = piece.mark
    if mark is None:
        return piece.text
    title = mark.linked.name if mark.linked else "linked to nobody"
    # One place a name for the Tab key, also where a statement begins in the middle of it.
    tab = "" if piece.is_first else format_html(' tabindex="{}"', -1)
    return format_html(
        '<a class="m" data-key="{}" data-kind="{}" data-sure="{}" href="{}" title="{}"{}>{}</a>',
        mark.key, mark.kind, mark.sureness, mark.form, title, tab, piece.text,
    )  # fmt: skip
