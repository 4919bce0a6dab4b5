"""What of the queue an editor wants to see, as it stands in the page's address."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlencode

from django import forms
from django.utils import timezone

from articles.models import Publisher, ReviewItem
from articles.querysets import ReviewItemQuerySet
from articles.search.entities import matching_entities

DAY, WEEK = timedelta(days=1), timedelta(days=7)
AGES = [("", "Any age"), ("day", "Of the last day"), ("week", "Of the last week"),
        ("older", "Waiting for more than a week")]  # fmt: skip
NOBODY = "Nobody and nothing of this name is in the register. Mend the name, or leave it empty."


class QueueForm(forms.Form):
    """Publisher, person, reason, age. What is not understood narrows nothing, and says so."""

    reason = forms.ChoiceField(
        required=False, choices=[("", "Any reason"), *ReviewItem.Reason.choices]
    )
    publisher = forms.ModelChoiceField(
        Publisher.objects.order_by("name"), required=False, to_field_name="slug",
        empty_label="Any publisher",
    )  # fmt: skip
    age = forms.ChoiceField(required=False, choices=AGES)
    person = forms.CharField(required=False, max_length=100, label="About whom or what")

    def clean_person(self) -> list[int]:
        """The ids of all who bear the name."""
        typed = self.cleaned_data["person"]
        found = [entity.pk for entity in matching_entities(typed)] if typed else []
        if typed and not found:
            raise forms.ValidationError(NOBODY)
        return found

    def narrowed(self) -> ReviewItemQuerySet:
        items = ReviewItem.objects.waiting()
        self.is_valid()
        values = getattr(self, "cleaned_data", {})
        for name, narrow in NARROW.items():
            if values.get(name):
                items = narrow(items, values[name])
        return items

    @property
    def address(self) -> str:
        """The chosen filters as a query string."""
        kept = {name: self.data.get(name, "") for name in self.fields}
        return urlencode({name: value for name, value in kept.items() if value})


def aged(items: ReviewItemQuerySet, age: str) -> ReviewItemQuerySet:
    now = timezone.now()
    if age == "older":
        return items.filter(made_at__lt=now - WEEK)
    return items.filter(made_at__gte=now - (DAY if age == "day" else WEEK))


NARROW: dict[str, Callable] = {
    "reason": lambda items, reason: items.filter(reason=reason),
    "publisher": lambda items, publisher: items.filter(article__publisher=publisher),
    "age": aged,
    "person": lambda items, ids: items.concerning(ids),
}
