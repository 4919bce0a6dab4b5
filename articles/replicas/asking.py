"""What a replica fails to answer is asked once more, at the primary."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TypeVar

from django.db import Error
from psycopg.errors import QueryCanceled

from articles.replicas.choosing import in_a_line, name_of
from articles.replicas.routing import PRIMARY, reading_from, stay_at_primary

Answer = TypeVar("Answer")

logger = logging.getLogger(__name__)


def asked_again(read: Callable[[], Answer]) -> Answer:
    """What `read` finds, at the primary if a replica fails it. It must do no harm when repeated."""
    try:
        return read()
    except Error as error:
        if not goes_to_primary(error):
            raise
    return read()


def goes_to_primary(error: Exception) -> bool:
    """Whether the primary may be able to answer; if so, the rest of this request reads from it.

    A replica cancels queries that stand in the way of what it has to replay ("conflict with
    recovery"), may end in mid-page, and may lack a table that a new version brought. What took too
    long took too long: it is not made work for the primary too.
    """
    is_replicas = reading_from() != PRIMARY and isinstance(error, Error)
    if not is_replicas or isinstance(error.__cause__, QueryCanceled):
        return False
    logger.warning(
        "The replica %s failed to answer (%s); the primary was asked instead.",
        name_of(reading_from()),
        in_a_line(error),
    )
    stay_at_primary()
    return True
