"""What editors did to the register, and how to take it back."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from people.actions.editing import CannotTakeBackError, take_back
from people.history import differences
from people.models import Edit

VERBS = {"added": "delete", "changed": "change", "removed": "add"}


@admin.register(Edit)
class EditAdmin(admin.ModelAdmin):
    """The record of who changed what in the register. Nothing here is changed or removed."""

    list_display = ["at", "by", "action", "label", "reason"]
    list_filter = ["action", "table", "at", "by"]
    list_select_related = ["by"]
    search_fields = ["label", "reason"]
    show_full_result_count = False
    change_form_template = "people/edit.html"
    fields = ["at", "by", "action", "label", "reason"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_urls(self) -> list[URLPattern]:
        take = self.admin_site.admin_view(require_POST(self.take_back_view))
        own = path("<int:pk>/take-back/", take, name="people_edit_take_back")
        return [own, *super().get_urls()]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        edit = self.get_object(request, object_id)
        extra = {"edit": edit, "differences": list(differences(edit)) if edit else []}
        return super().change_view(request, object_id, form_url, extra)

    def take_back_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Whoever may change such a row may take a change of it back."""
        edit = get_object_or_404(Edit, pk=pk)
        if not request.user.has_perm(f"people.{VERBS[edit.action]}_{edit.table}"):
            raise PermissionDenied
        try:
            take_back(edit=edit, by=request.user, reason=request.POST.get("reason", "")[:300])
        except CannotTakeBackError as error:
            for reason in error.reasons:
                self.message_user(request, reason, messages.ERROR)
        else:
            self.message_user(request, f"Taken back: {edit}.", messages.SUCCESS)
        return redirect(back_to(request, reverse("admin:people_edit_changelist")))


def back_to(request: HttpRequest, otherwise: str) -> str:
    """The page that the form stood on."""
    wanted = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()})
    return wanted if is_ours else otherwise
