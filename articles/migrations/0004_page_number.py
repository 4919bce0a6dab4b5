"""A number that turns over with each change of what pages show; articles.page_cache reads it."""

from django.db import migrations, models

# Once a transaction, in a row that no other open transaction holds: writers never wait for each
# other here. The sum over the rows is what readers look at. That a transaction has turned it is
# remembered in a local setting, which a rolled back savepoint forgets together with the row.
TURN = """
CREATE FUNCTION articles_turn_pages() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('newsroom.turned_by', true) IS DISTINCT FROM pg_current_xact_id()::text THEN
        UPDATE articles_pagenumber SET number = number + 1
        WHERE id = (SELECT id FROM articles_pagenumber LIMIT 1 FOR UPDATE SKIP LOCKED);
        IF NOT FOUND THEN
            INSERT INTO articles_pagenumber (number) VALUES (1);
        END IF;
        PERFORM set_config('newsroom.turned_by', pg_current_xact_id()::text, true);
    END IF;
    RETURN NULL;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0003_people_mentioned_together"),
    ]

    operations = [
        migrations.CreateModel(
            name="PageNumber",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.BigIntegerField(editable=False)),
            ],
        ),
        migrations.RunSQL(TURN, "DROP FUNCTION articles_turn_pages() CASCADE"),
    ]
