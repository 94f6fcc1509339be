import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('identity', '0005_lookups'),
    ]

    operations = [
        migrations.AddField(
            model_name='devicecode',
            name='asked',
            field=models.ForeignKey(default=None, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='devicecode',
            name='by_asking',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='user',
            name='card',
            field=models.CharField(blank=True, default=None, max_length=64, null=True, unique=True, verbose_name='number of the card'),
        ),
    ]
