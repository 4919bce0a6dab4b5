"""What the database believes of its tables, kept true while an archive grows by leaps.

Its own process looks once a minute. Until then it plans as if an archive that was empty a minute
ago still were, which costs an import a part of its rate.
"""

from __future__ import annotations

from django.db import connection, transaction

LEAST = 1_000  # rows that came or changed; fewer are not worth the reading

# `reltuples` is -1 of a table that was never looked at.
DOUBLED = """
SELECT quote_ident(pg_class.relname)
FROM pg_stat_user_tables JOIN pg_class ON pg_class.oid = relid
WHERE n_mod_since_analyze > greatest(%s, reltuples)
  AND schemaname = current_schema AND pg_class.relname ~ '^articles_'
ORDER BY 1
"""


def refresh_statistics() -> list[str]:
    """Has the archive's tables looked at that have more than doubled since; returns their names.

    As each look wants twice the rows of the one before, a run of any length looks a few times.
    Does nothing within a transaction: the locks would outlive the look.
    """
    if transaction.get_connection().in_atomic_block:
        return []
    with connection.cursor() as cursor:
        cursor.execute(DOUBLED, [LEAST])
        tables = [table for (table,) in cursor.fetchall()]
        if tables:
            # Another process that looks at one of them is not waited for.
            cursor.execute(f"ANALYZE (SKIP_LOCKED) {', '.join(tables)}")
    return tables
