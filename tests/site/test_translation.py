"""Vietnamese first, English second: no sentence of a page is left out, none loses a figure."""

import re
import sys
from pathlib import Path

import polib
import pytest
from django.apps import apps
from django.utils.translation import gettext, override

from danvan.ledger.templatetags.deeds import VERBS

sys.path.insert(0, str(Path(__file__).parent))
from catalogue import SOURCE, catalogue, said

HOLES = re.compile(r"%\(\w+\)[sd]|%[sd]")
VIETNAMESE = re.compile(
    "[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]", re.I
)


@pytest.fixture(scope="module")
def english() -> polib.POFile:
    return polib.pofile(str(catalogue("en")))


def test_every_sentence_has_its_english(english):
    known = {entry.msgid for entry in english if entry.msgstr}
    assert sorted(said().keys() - known) == []


def test_no_translation_outlives_its_sentence(english):
    assert sorted({entry.msgid for entry in english} - said().keys()) == []


def test_figures_and_names_stand_in_both(english):
    wrong = [
        entry.msgid
        for entry in english
        if sorted(HOLES.findall(entry.msgid)) != sorted(HOLES.findall(entry.msgstr))
    ]
    assert wrong == []


def test_english_is_english(english):
    allowed = {"Dân Vận", "“Dân vận khéo”", "“không nêu”", "“rác thải”", "Phần, Chương, Mục, Điều"}
    wrong = [
        entry.msgstr
        for entry in english
        if VIETNAMESE.search(re.sub("|".join(allowed), "", entry.msgstr))
    ]
    assert wrong == []


@pytest.mark.parametrize("language", ["en", "vi"])
def test_what_is_compiled_is_what_is_written(language):
    written = {e.msgid: e.msgstr for e in polib.pofile(str(catalogue(language)))}
    compiled = polib.mofile(str(catalogue(language).with_suffix(".mo")))
    assert {entry.msgid: entry.msgstr for entry in compiled} == {
        msgid: said for msgid, said in written.items() if msgid in {e.msgid for e in compiled}
    }
    assert {e.msgid for e in compiled} == {m for m, s in written.items() if s} | {
        e.msgid for e in polib.pofile(str(catalogue(language))) if e.msgstr_plural
    }


NAMES = {
    "",
    "F1",
    "F1:",
    "Dân Vận",
    "Dân Vận · Dân Vận",
    "· Dân Vận",
    "English",
    "Tiếng Việt",
    "API",
    "RSS",
}
ASIDE = re.compile(
    r"{%\s*comment.*?endcomment\s*%}|{#.*?#}|{%\s*blocktranslate.*?endblocktranslate\s*%}"
    r"|{%.*?%}|{{.*?}}|<(?:kbd|samp)[^>]*>[^<]*</(?:kbd|samp)>|<code[^>]*>[^<]*</code>|(?<=>)[\w-]*\.[a-z]{3,7}(?=<)",
    re.DOTALL,
)
BARE = re.compile(r">([^<>]*[^\W\d_][^<>]*)<")


def test_no_page_says_anything_outside_the_catalogue():
    """Words between tags stand in a translate tag; 500.html speaks both languages by itself."""
    wrong = [
        f"{page.relative_to(SOURCE)}: {words.strip()}"
        for page in SOURCE.rglob("templates/**/*.html")
        if page.name != "500.html"
        for words in BARE.findall(ASIDE.sub("", page.read_text("utf-8")))
        if " ".join(words.split()) not in NAMES
    ]
    assert wrong == []


def test_each_deed_of_the_ledger_has_a_name():
    """A verb that an action writes is in the table, so no page shows it raw."""
    written = {
        verb
        for file in SOURCE.rglob("actions/**/*.py")
        for verb in re.findall(r'verb="(\w+)"', file.read_text("utf-8"))
    }
    assert written - VERBS.keys() == set()


def test_each_label_of_a_choice_has_its_english():
    """What a database column may hold is said in both languages."""
    with override("vi"):
        labels = {
            str(label)
            for model in apps.get_models()
            if model.__module__.startswith("danvan.")
            for field in model._meta.fields
            for _, label in field.choices or ()
        }
    with override("en"):
        assert sorted(label for label in labels if gettext(label) == label) == []
