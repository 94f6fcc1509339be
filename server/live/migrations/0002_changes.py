from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('live', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='message',
            name='changed',
            field=models.PositiveIntegerField(blank=True, editable=False, null=True),
        ),
    ]
