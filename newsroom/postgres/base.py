"""The backend itself; `DATABASES["default"]["EMBEDDED"]` holds the server, or is absent."""

import select
from typing import Any

from django.core.management.base import CommandError
from django.db.backends.postgresql import base, features
from django.db.utils import OperationalError

from newsroom.embedded import EmbeddedPostgresError
from newsroom.postgres.client import DatabaseClient


class DatabaseUnavailable(OperationalError, CommandError):
    """A command shows it as one sentence, a page as a database that does not answer."""


class DatabaseFeatures(features.DatabaseFeatures):
    minimum_database_version = (15,)


class DatabaseWrapper(base.DatabaseWrapper):
    client_class = DatabaseClient
    features_class = DatabaseFeatures

    def get_connection_params(self) -> dict[str, Any]:
        """Start the embedded server first: a command that never connects starts none."""
        self.ensure_server()
        return super().get_connection_params()

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Connect; a server that died between being asked and being used is started once more."""
        try:
            return super().get_new_connection(conn_params)
        except self.Database.OperationalError:
            if not self.ensure_server():
                raise
            return super().get_new_connection(conn_params)

    def close_if_health_check_failed(self) -> None:
        """Before each statement outside a transaction, drop a connection that the server has left.

        So a lost connection is replaced before anything is sent on it, and no statement runs twice.
        """
        if self.connection is not None and not self.in_atomic_block and self._is_abandoned():
            self.close()
        super().close_if_health_check_failed()

    def ensure_server(self) -> bool:
        """Start the embedded server unless it answers; True when it had to be started."""
        server = self.settings_dict.get("EMBEDDED")
        try:
            return server is not None and server.ensure()
        except EmbeddedPostgresError as error:
            raise DatabaseUnavailable(str(error)) from error

    def _is_abandoned(self) -> bool:
        if self.connection.closed:
            return True
        # An idle connection has nothing to read until the server says goodbye or is gone.
        readable, _, _ = select.select([self.connection.fileno()], [], [], 0)
        return bool(readable) and not self.is_usable()
