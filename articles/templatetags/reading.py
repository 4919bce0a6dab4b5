"""What pages of the editors' desk, which are Django's templates, set as readers' pages do."""

from __future__ import annotations

from django import template

from articles import reading

register = template.Library()
register.filter(reading.counted)
register.filter(reading.printed_on)
register.simple_tag(reading.linked_piece, name="linked")
register.simple_tag(reading.edited_piece, name="edited")
