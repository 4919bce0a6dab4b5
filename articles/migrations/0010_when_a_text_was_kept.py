"""When a text was kept, beside when it was replaced: an old capture may come to light late."""

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0009_batches_and_originals"),
    ]

    operations = [
        migrations.AddField(
            model_name="articlerevision",
            name="kept_at",
            field=models.DateTimeField(auto_now_add=True, default=django.utils.timezone.now),
            preserve_default=False,
        ),
        migrations.RunSQL(
            "UPDATE articles_articlerevision SET kept_at = replaced_at", migrations.RunSQL.noop
        ),
        migrations.AlterField(
            model_name="articlerevision",
            name="replaced_at",
            field=models.DateTimeField(
                default=django.utils.timezone.now,
                help_text="When another text was first seen in its place.",
            ),
        ),
    ]
