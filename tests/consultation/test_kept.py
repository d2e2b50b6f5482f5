"""What only grows: the database refuses to change or delete it, whoever asks."""

import pytest
from django.db import DatabaseError, connection, transaction

from danvan.consultation.migrations._kept import KEPT


@pytest.mark.parametrize("table", KEPT)
@pytest.mark.usefixtures("db")
def test_every_table_that_only_grows_has_its_guard(table):
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT tgname FROM pg_trigger WHERE tgname LIKE %s", [f"{table}_%"])
            guards = {f"{table}_kept", f"{table}_whole"}
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE tbl_name = %s", [table])
            guards = {f"{table}_no_update", f"{table}_no_delete"}
        assert guards <= {name for (name,) in cursor.fetchall()}


def test_a_section_is_never_changed(version):
    with pytest.raises(DatabaseError), transaction.atomic():
        version.sections.update(text="khác")
    with pytest.raises(DatabaseError), transaction.atomic():
        version.sections.all().delete()
