"""Numbers are written as offices write them, and never where a program reads them."""

import re
from pathlib import Path

from django.template import Context, Template
from django.utils import translation

PAGES = Path(__file__).parents[2] / "src" / "danvan"
BARE = re.compile(r"\{\{ *[\w.]*(\.pk|_id|\|length) *\}\}")


def test_thousands_and_decimals():
    """C12."""
    page = Template("{{ many }} {{ share|floatformat:1 }}")
    said = {"many": 4200, "share": 94.9}
    with translation.override("vi"):
        assert page.render(Context(said)) == "4.200 94,9"
    with translation.override("en"):
        assert page.render(Context(said)) == "4,200 94.9"


def test_no_address_or_value_holds_a_number_written_for_people():
    """`value="{{ row.pk }}"` would read 1.494."""
    wrong = [
        f"{page.name}: {found[0]}"
        for page in PAGES.rglob("templates/**/*.html")
        for value in re.findall(r'="([^"]*)"', page.read_text("utf-8"))
        for found in BARE.finditer(value)
        if "auto_id" not in found[0]
    ]
    assert wrong == []
