"""The page on which one person is split in two: choose, look at what would happen, do it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse

from articles.actions.splitting import Split, preview_split, split_person
from people.actions.merging import CannotMergeError
from people.actions.splitting import CannotSplitError, Parting
from people.models import Alias, Membership, OfficeHolding, Person

PERMISSION = "people.merge_people"
CannotDo = (CannotSplitError, CannotMergeError)


def choices() -> forms.ModelMultipleChoiceField:
    return forms.ModelMultipleChoiceField(
        queryset=None, required=False, widget=forms.CheckboxSelectMultiple
    )


class PartingForm(forms.Form):
    """What goes to the new person."""

    name = forms.CharField(label="The new person’s name", max_length=200)
    memberships = choices()
    offices = choices()
    aliases = choices()
    reason = forms.CharField(label="Why", required=False, max_length=300)

    def __init__(self, person: Person, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = {
            "memberships": Membership.objects.filter(person=person).order_by("during"),
            "offices": OfficeHolding.objects.filter(person=person).order_by("during"),
            "aliases": Alias.objects.filter(entity=person).order_by("text"),
        }
        for name, queryset in rows.items():
            self.fields[name].queryset = queryset  # type: ignore[attr-defined]

    def parting(self) -> Parting:
        chosen = {name: tuple(self.cleaned_data[name]) for name in KINDS}
        return Parting(self.cleaned_data["name"].strip(), **chosen)


KINDS = {"memberships": "Posts", "offices": "Offices", "aliases": "Names"}


def split_view(page: ModelAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """Asks; with a choice shows what would become of each story; with "split" does it."""
    person = get_object_or_404(Person, pk=pk)
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    form = PartingForm(person, request.POST or None, initial={"name": person.name})
    split: Split | None = None
    if form.is_valid():
        try:
            if "split" in request.POST:
                return done(page, request, person, form)
            split = preview_split(person=person, parting=form.parting(), by=request.user)
        except CannotDo as error:
            form.add_error(None, str(error))
    context = {
        **page.admin_site.each_context(request),
        "title": f"Split {person} in two",
        "opts": page.opts,
        "person": person,
        "form": form,
        "kinds": [(label, form[name]) for name, label in KINDS.items()],
        "split": split,
    }
    return TemplateResponse(request, "people/split.html", context)


def done(page: ModelAdmin, request: HttpRequest, person: Person, form: PartingForm) -> HttpResponse:
    split = split_person(
        person=person,
        parting=form.parting(),
        by=request.user,
        reason=form.cleaned_data["reason"],
    )
    page.message_user(
        request,
        f"{split.new} is somebody else now: {len(split.going)} stories went, "
        f"{len(split.staying)} stayed, {len(split.doubtful)} wait in the queue.",
        messages.SUCCESS,
    )
    return redirect("admin:people_person_change", split.new.pk)
