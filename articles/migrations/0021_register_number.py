"""A number that turns over with each change of the register; articles.kept reads it."""

from django.db import migrations, models

# As articles_turn_pages() of 0004, for the tables of `people` alone.
TURN = """
CREATE FUNCTION articles_turn_register() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('newsroom.turned_register_by', true)
       IS DISTINCT FROM pg_current_xact_id()::text THEN
        UPDATE articles_registernumber SET number = number + 1
        WHERE id = (SELECT id FROM articles_registernumber LIMIT 1 FOR UPDATE SKIP LOCKED);
        IF NOT FOUND THEN
            INSERT INTO articles_registernumber (number) VALUES (1);
        END IF;
        PERFORM set_config('newsroom.turned_register_by', pg_current_xact_id()::text, true);
    END IF;
    RETURN NULL;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0020_fingerprints_sorted_in_at_once"),
    ]

    operations = [
        migrations.CreateModel(
            name="RegisterNumber",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.BigIntegerField(editable=False)),
            ],
            options={"abstract": False},
        ),
        migrations.RunSQL(TURN, "DROP FUNCTION articles_turn_register() CASCADE"),
        # Of a register that is never written again something can be kept too.
        migrations.RunSQL("INSERT INTO articles_registernumber (number) VALUES (0)", ""),
    ]
