from django.db import migrations

from danvan.consultation.migrations._search import INDEX_OF_WORDS


class Migration(migrations.Migration):
    dependencies = [("consultation", "0002_kept")]

    operations = [INDEX_OF_WORDS]
