"""The site map."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

# The editors' desk is the archive's; "Django administration" tells an editor nothing.
admin.site.site_title = admin.site.site_header = f"{settings.SITE_NAME}: editors’ desk"
admin.site.index_title = "Everything that can be edited"

urlpatterns = [
    path("", include("articles.urls")),
    path("admin/", admin.site.urls),
]
