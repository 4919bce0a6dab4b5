"""Start, stop and ask the embedded database."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from newsroom.embedded import EmbeddedPostgresError, Server


class Command(BaseCommand):
    help = "Start, stop or ask the embedded PostgreSQL. `status` exits with 1 when it is stopped."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("action", choices=("start", "stop", "status"))

    def handle(self, *args: Any, **options: Any) -> None:
        server = connection.settings_dict.get("EMBEDDED")
        if server is None:
            raise CommandError("DATABASE_URL is set: that PostgreSQL is not ours to start or stop.")
        try:
            self.stdout.write(getattr(self, options["action"])(server))
        except EmbeddedPostgresError as error:
            raise CommandError(str(error)) from error

    def start(self, server: Server) -> str:
        return f"Started in {server.data}." if server.ensure() else "It was running."

    def stop(self, server: Server) -> str:
        return "Stopped." if server.stop() else "It was not running."

    def status(self, server: Server) -> str:
        if not server.is_running():
            raise CommandError(f"Stopped. Its data folder is {server.data}.")
        return f"Running in {server.data}. Its socket is in {server.socket_folder}."
