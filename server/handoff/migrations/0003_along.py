import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import server.handoff.models


class Migration(migrations.Migration):

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('handoff', '0002_desk_words'),
    ]

    operations = [
        migrations.CreateModel(
            name='Along',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.CharField(max_length=200, verbose_name='address')),
                ('edition', models.CharField(max_length=10, verbose_name='edition')),
                ('expires_at', models.DateTimeField(db_index=True, default=server.handoff.models.in_ten_minutes, verbose_name='open until')),
                ('opened_at', models.DateTimeField(blank=True, null=True, verbose_name='opened at')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='visitor')),
            ],
            options={
                'verbose_name': 'page taken along',
                'verbose_name_plural': 'pages taken along',
                'ordering': ('-pk',),
            },
        ),
    ]
