"""Who may do what at the editors' desk: four groups, brought to the rule with each `migrate`.

The groups hold exactly what stands here; for other combinations make a group of another name.
"""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.db.models import Q

DESK = ("articles", "people")
REGISTER = Q(content_type__app_label="people")
VIEW = Q(content_type__app_label__in=DESK, codename__startswith="view_")
ARCHIVE = Q(content_type__app_label="articles")
# What follows from other rows is never written by hand, whatever the role.
DECIDED = (
    "change_article", "add_article", "change_mention", "change_statement", "add_correction",
    "change_reviewitem", "change_report", "add_lesson", "change_lesson", "fetch_source",
    "retry_taggingtrouble",
)  # fmt: skip
DECISIONS = ARCHIVE & Q(codename__in=DECIDED)
POSTS = REGISTER & ~Q(content_type__model__in=("edit", "merge", "postcode")) | REGISTER & Q(
    codename__in=("merge_people", "import_posts")
)

ROLES: dict[str, Q] = {
    # Looks at everything, and reports mistakes as readers do.
    "Reporter": VIEW,
    # Decides: names, statements, articles, the queue, readers' reports.
    "Editor": VIEW | DECISIONS,
    # Cares for people, posts, names and places.
    "Register editor": VIEW | POSTS,
    # Everything, accounts too.
    "Administrator": Q(),
}


def bring_roles(*, using: str, **_: Any) -> None:
    """After each `migrate`. Permissions of apps that come later are made first."""
    for config in apps.get_app_configs():
        create_permissions(config, verbosity=0, using=using)
    for name, rule in ROLES.items():
        group, _made = Group.objects.using(using).get_or_create(name=name)
        permissions = Permission.objects.using(using).filter(rule)
        if set(group.permissions.all()) != set(permissions):
            group.permissions.set(permissions)
