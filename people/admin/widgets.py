"""How periods are typed and entities chosen."""

from __future__ import annotations

from typing import Any

from django.contrib.admin.widgets import AdminDateWidget, AutocompleteSelect
from django.contrib.postgres.fields import DateRangeField
from django.contrib.postgres.forms import RangeWidget
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

LABELS = ("From", "until and not including")


class Chooser(AutocompleteSelect):
    """Says in words that nothing is chosen: an empty box has no name for a screen reader."""

    def build_attrs(
        self, base_attrs: dict[str, Any], extra_attrs: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        attrs = super().build_attrs(base_attrs, extra_attrs)
        return {**attrs, "data-placeholder": "nothing chosen"}


class FromUntil(RangeWidget):
    """Two days, each with its label in words."""

    def __init__(self) -> None:
        super().__init__(AdminDateWidget())

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        parts = self.get_context(name, value, attrs)["widget"]["subwidgets"]
        labelled = (
            (part["attrs"].get("id", ""), label, self._render_part(part, renderer))
            for part, label in zip(parts, LABELS, strict=True)
        )
        days = format_html_join(" ", '<label for="{}">{}</label> {}', labelled)
        return format_html('<span class="from-until">{}</span>', days)

    def _render_part(self, part: dict[str, Any], renderer: Any) -> SafeString:
        return self._render(part["template_name"], {"widget": part}, renderer)  # type: ignore[attr-defined]


DATES = {DateRangeField: {"widget": FromUntil()}}
