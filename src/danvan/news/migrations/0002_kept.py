from django.db import migrations

from danvan.news.migrations._kept import KEEP


class Migration(migrations.Migration):
    dependencies = [("news", "0001_initial")]

    operations = [KEEP]
