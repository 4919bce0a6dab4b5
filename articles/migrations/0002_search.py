"""The change log that the search index follows, and the look-up of names by any of their words."""

import uuid

from django.db import migrations, models

FIRST_ARCHIVE = "INSERT INTO articles_archive VALUES (1, gen_random_uuid(), 0, 0)"

# An embargo that ends changes no row: the follower looks for it by time.
EMBARGOES = """
CREATE INDEX article_embargo_ends ON articles_article (embargo_until) WHERE status = 'embargoed'
"""

# Table, kind of change, and the column that says what changed: a tag or a listing changes the
# article or the statement that it stands under.
LOGGED = [
    ("articles_article", "article", "id"),
    ("articles_tag", "article", "article_id"),
    ("articles_statement", "statement", "id"),
    ("articles_statementlisting", "statement", "statement_id"),
]

EVENTS = {
    "insert": ("NEW TABLE AS new_rows", "SELECT * FROM new_rows"),
    "delete": ("OLD TABLE AS old_rows", "SELECT * FROM old_rows"),
    "update": (
        "OLD TABLE AS old_rows NEW TABLE AS new_rows",
        "SELECT * FROM old_rows UNION ALL SELECT * FROM new_rows",
    ),
}

# Writing what the index does not hold (when an article was tagged, a notice) logs nothing.
CHANGED_ARTICLES = """
SELECT new_rows.id FROM new_rows JOIN old_rows ON new_rows.id = old_rows.id
WHERE (new_rows.headline, new_rows.standfirst, new_rows.body, new_rows.published_at,
       new_rows.status, new_rows.embargo_until, new_rows.publisher_id)
    IS DISTINCT FROM
      (old_rows.headline, old_rows.standfirst, old_rows.body, old_rows.published_at,
       old_rows.status, old_rows.embargo_until, old_rows.publisher_id)
"""

LOG = """
CREATE FUNCTION {table}_log_{event}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO articles_change (kind, object_id)
    SELECT DISTINCT '{kind}', {column} FROM ({rows}) AS written;
    RETURN NULL;
END $$;
CREATE TRIGGER log_{event} AFTER {event} ON {table} REFERENCING {transition}
FOR EACH STATEMENT EXECUTE FUNCTION {table}_log_{event}();
"""

UNDO_LOG = """
DROP TRIGGER log_{event} ON {table};
DROP FUNCTION {table}_log_{event}();
"""

# TRUNCATE names no rows: after it every index is built anew.
RENEW = """
CREATE FUNCTION articles_renew_archive() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE articles_archive SET identity = gen_random_uuid();
    RETURN NULL;
END $$;
CREATE TRIGGER renew_archive AFTER TRUNCATE ON articles_article
FOR EACH STATEMENT EXECUTE FUNCTION articles_renew_archive();
"""

UNDO_RENEW = """
DROP TRIGGER renew_archive ON articles_article;
DROP FUNCTION articles_renew_archive();
"""

# Case, accents and punctuation folded away with what every server has, so that "fein" finds
# "Féin". articles.search.entities.fold does the same to what the reader typed.
FOLD = """
CREATE FUNCTION articles_folded(name text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN regexp_replace(
    lower(regexp_replace(normalize(name, NFD), U&'[\\0300-\\036F]', '', 'g')),
    '[^a-z0-9]+', ' ', 'g'
);
CREATE INDEX entity_words ON people_entity
USING gin (to_tsvector('pg_catalog.simple', articles_folded(name)));
CREATE INDEX alias_words ON people_alias
USING gin (to_tsvector('pg_catalog.simple', articles_folded(text)));
"""

UNDO_FOLD = """
DROP INDEX entity_words;
DROP INDEX alias_words;
DROP FUNCTION articles_folded(text);
"""


def log_operations() -> list[migrations.RunSQL]:
    return [
        migrations.RunSQL(
            LOG.format(
                table=table,
                kind=kind,
                event=event,
                transition=transition,
                column="id" if watched else column,
                rows=CHANGED_ARTICLES if watched else rows,
            ),
            UNDO_LOG.format(table=table, event=event),
        )
        for table, kind, column in LOGGED
        for event, (transition, rows) in EVENTS.items()
        for watched in [(table, event) == ("articles_article", "update")]
    ]


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Archive",
            fields=[
                (
                    "id",
                    models.PositiveSmallIntegerField(
                        default=1, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("identity", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("numbered_to", models.BigIntegerField(default=0, editable=False)),
                ("pruned_to", models.BigIntegerField(default=0, editable=False)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("id", 1)), name="there_is_one_archive"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Change",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("article", "Article"), ("statement", "Statement")], max_length=9
                    ),
                ),
                ("object_id", models.BigIntegerField()),
                ("seq", models.BigIntegerField(blank=True, null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("seq__isnull", True)),
                        fields=["id"],
                        name="change_unnumbered",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("seq",), name="one_change_a_number")
                ],
            },
        ),
        migrations.RunSQL(FIRST_ARCHIVE, migrations.RunSQL.noop),
        migrations.RunSQL(EMBARGOES, "DROP INDEX article_embargo_ends"),
        *log_operations(),
        migrations.RunSQL(RENEW, UNDO_RENEW),
        migrations.RunSQL(FOLD, UNDO_FOLD),
    ]
