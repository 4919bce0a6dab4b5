from django.apps import AppConfig
from django.core.checks import Tags, register
from django.db.models.signals import post_migrate


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = "Archive"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from articles.page_cache import watch_tables
        from articles.replicas.states import check_replicas
        from articles.roles import bring_roles

        register(check_replicas, Tags.database)
        post_migrate.connect(watch_tables, sender=self)
        post_migrate.connect(bring_roles, sender=self)
