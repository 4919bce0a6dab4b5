"""A paper's own list of councillors, leaders and mayors, looked at before it comes in."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from django import forms
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.contrib.admin.models import ADDITION, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from people.history import Author
from people.loading import Report, load_local_posts
from people.models import Membership
from people.roster import RosterError
from people.roster.local_posts import __doc__ as COLUMNS

PERMISSION = "people.import_posts"
LARGEST = 1_000_000  # bytes: some 10,000 rows
SHOWN_ROWS = 200  # of each table


class ListForm(forms.Form):
    """The file at first; then its text, which was looked at and is loaded as it was."""

    file = forms.FileField(label="List (CSV)", required=False)
    text = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    name = forms.CharField(required=False, max_length=100, widget=forms.HiddenInput)

    def clean_file(self) -> UploadedFile | None:
        file: UploadedFile | None = self.cleaned_data["file"]
        if file and file.size and file.size > LARGEST:
            raise forms.ValidationError(
                f"The file has {file.size:,} bytes; {LARGEST:,} are the most. Send it in parts."
            )
        return file

    def clean(self) -> dict[str, str]:
        data = super().clean() or {}
        if file := data.get("file"):
            try:
                data["text"] = file.read().decode("utf-8-sig")
            except UnicodeDecodeError as error:
                raise forms.ValidationError(
                    "The file is not UTF-8 text: save it as “CSV UTF-8”."
                ) from error
            data["name"] = file.name
        if not data.get("text") and not self.errors:
            raise forms.ValidationError("Choose a CSV file.")
        data["name"] = re.sub(r"[^\w.-]+", "_", Path(data.get("name") or "list.csv").name)[:100]
        return data


def import_view(page: ModelAdmin, request: HttpRequest) -> HttpResponse:
    """Looks at a list, and loads it when asked to."""
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    form = ListForm(request.POST or None, request.FILES or None)
    report: Report | None = None
    problems: list[str] = []
    if form.is_valid():
        author = Author(request.user, f"list {form.cleaned_data['name']}")
        try:
            report = loaded(form, author, dry_run="load" not in request.POST)
        except RosterError as error:
            problems = [str(problem) for problem in error.problems]
        if report and "load" in request.POST:
            return done(page, request, form, report)
    context = {
        **page.admin_site.each_context(request),
        "title": "Bring in a list of local posts",
        "opts": page.opts,
        "form": form,
        "columns": COLUMNS,
        "report": report,
        "problems": problems,
        "looked_at": ListForm(initial=form.cleaned_data) if report else None,
    }
    return TemplateResponse(request, "people/import.html", context)


def loaded(form: ListForm, author: Author, *, dry_run: bool) -> Report:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / form.cleaned_data["name"]
        path.write_text(form.cleaned_data["text"], encoding="utf-8", newline="")
        return load_local_posts(path, dry_run=dry_run, rows_in_words=SHOWN_ROWS, author=author)


def done(page: ModelAdmin, request: HttpRequest, form: ListForm, report: Report) -> HttpResponse:
    said = "; ".join(str(outcome) for outcome in report.outcomes)
    LogEntry.objects.create(
        user_id=request.user.pk,  # type: ignore[misc]
        content_type=ContentType.objects.get_for_model(Membership),
        object_repr=form.cleaned_data["name"],
        action_flag=ADDITION,
        change_message=said,
    )
    page.message_user(request, f"{form.cleaned_data['name']}: {said}.", messages.SUCCESS)
    return redirect("admin:people_membership_changelist")
