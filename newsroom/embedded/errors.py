"""What can go wrong before a database answers."""


class EmbeddedPostgresError(Exception):
    """The embedded PostgreSQL cannot be used; the message is one sentence that says what to do."""
