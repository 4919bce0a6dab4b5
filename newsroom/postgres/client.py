"""`manage.py dbshell` with the psql that came with the embedded server."""

from collections.abc import Iterable
from typing import Any

from django.core.management.base import CommandError
from django.db.backends.postgresql import client

from newsroom.embedded import EmbeddedPostgresError


class DatabaseClient(client.DatabaseClient):
    @classmethod
    def settings_to_cmd_args_env(
        cls, settings_dict: dict[str, Any], parameters: Iterable[str]
    ) -> tuple[list[str], dict[str, str] | None]:
        """Return psql's arguments and environment; the embedded server is running afterwards."""
        arguments, environment = super().settings_to_cmd_args_env(settings_dict, list(parameters))
        server = settings_dict.get("EMBEDDED")
        if server is None:
            return arguments, environment
        try:
            server.ensure()
        except EmbeddedPostgresError as error:
            raise CommandError(str(error)) from error
        return [str(server.programs / "psql"), *arguments[1:]], environment
