"""The site map."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("articles.urls")),
    path("admin/", admin.site.urls),
]
