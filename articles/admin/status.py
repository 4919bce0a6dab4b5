"""The page that shows staff how the work stands."""

from __future__ import annotations

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from articles.working import state_of_work


@require_safe
def status_page(request: HttpRequest) -> HttpResponse:
    """Sources, queue, workers, index and what came in last; for all who may look at batches."""
    if not request.user.has_perm("articles.view_batch"):
        raise PermissionDenied
    context = {
        **admin.site.each_context(request), "title": "Status", "work": state_of_work(),
    }  # fmt: skip
    return TemplateResponse(request, "admin/status.html", context)
