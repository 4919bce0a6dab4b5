"""The site map."""

from django.conf import settings
from django.contrib import admin
from django.templatetags.static import static
from django.urls import include, path
from django.utils.functional import lazy
from django.views.generic import RedirectView

from articles.admin.status import status_page

# The editors' desk is the archive's; "Django administration" tells an editor nothing.
admin.site.site_title = admin.site.site_header = f"{settings.SITE_NAME}: editors’ desk"
admin.site.index_title = "Everything that can be edited"

# Pages that name no icon, the admin's and the feeds, have browsers ask for it here.
icon = RedirectView.as_view(url=lazy(static, str)("favicon.svg"))

handler500 = "articles.views.service.out_of_order"

urlpatterns = [
    path("", include("articles.urls")),
    path("favicon.ico", icon),
    path("admin/status/", admin.site.admin_view(status_page), name="status"),
    path("admin/", admin.site.urls),
]
