from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('subscriptions', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='bulletin',
            name='address',
            field=models.CharField(blank=True, editable=False, max_length=200),
        ),
        migrations.AddField(
            model_name='bulletin',
            name='asked_at',
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name='sending since'),
        ),
        migrations.AddField(
            model_name='bulletin',
            name='held',
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name='bulletin',
            name='held_until',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='bulletin',
            name='reached',
            field=models.PositiveBigIntegerField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name='bulletin',
            name='unsure',
            field=models.PositiveIntegerField(default=0, editable=False, verbose_name='unsure'),
        ),
        migrations.AddField(
            model_name='bulletin',
            name='until',
            field=models.PositiveBigIntegerField(default=0, editable=False),
        ),
        migrations.AddIndex(
            model_name='subscription',
            index=models.Index(fields=['target'], name='subscription_target'),
        ),
    ]
