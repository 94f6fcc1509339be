"""When what is published last changed."""

from __future__ import annotations

from django.db import migrations, models
from django.utils import timezone


class Migration(migrations.Migration):
    """One column."""

    dependencies = (("search", "0002_index"),)

    operations = (
        migrations.AddField("version", "changed_at", models.DateTimeField(default=timezone.now)),
    )
