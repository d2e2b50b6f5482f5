"""Pages as a reader meets them: what stands on them as text, and nothing that a text brought."""

import re
import unicodedata

from lxml import html

MARKS = re.compile(r"[\u202a-\u202e\u2066-\u2069]")  # embeddings, overrides, isolates
NOT_SHOWN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\U0001ffff\ufeff\U0010ffff]"
)
ELSEWHERE = ("javascript:", "data:", "//")
BLOCKS = {"p", "td", "th", "dd", "li", "div", "blockquote", "h1", "h2", "h3"}
TYPED = {"textarea", "option", "title"}  # which show their letters by themselves


def plain(text):
    """A text as far as a reader can tell it from another; blanks and line ends are one blank."""
    return " ".join(NOT_SHOWN.sub(" ", unicodedata.normalize("NFC", text)).split())


def read(answer):
    """The page of an answer as a tree, with line breaks as line ends."""
    sent = b"".join(answer.streaming_content) if answer.streaming else answer.content
    tree = html.document_fromstring(NOT_SHOWN.sub(" ", sent.decode()).encode(), parser=PARSER)
    for found in tree.iter("br"):
        found.tail = "\n" + (found.tail or "")
    for found in tree.iter("p"):
        found.tail = "\n\n" + (found.tail or "")
    return tree


PARSER = html.HTMLParser(encoding="utf-8", huge_tree=True)


def words(tree):
    return plain(tree.text_content())


def wrong_on(tree):
    """What a text made of the page: elements and attributes that no template writes, and letters
    that would turn the line around them."""
    yield from (f"brought: {html.tostring(each)[:80]}" for each in _brought(tree))
    for each in tree.iter():
        yield from (f"{each.tag} {name}={value[:60]}" for name, value in _acting(each))
        for text, holder in ((each.text, each), (each.tail, each.getparent())):
            if text and MARKS.search(text) and not _stands_alone(holder):
                yield f"not apart: <{holder.tag} class={holder.get('class')}> {text[:60]!r}"


def _brought(tree):
    return tree.xpath(
        "//*[@id='hostile' or contains(@class, 'hostile')] | //iframe | //object | //embed | //base"
        " | //hostile | //style | //script[not(@src) and not(@type='application/json')]"
    )


def _acting(element):
    for name, value in element.attrib.items():
        is_address = name in {"href", "src", "action", "formaction"}
        leads_out = is_address and value.strip().casefold().startswith(ELSEWHERE)
        if name.startswith("on") or name == "style" or leads_out:
            yield name, value


def _stands_alone(element):
    """Whether its letters are set apart from the line around them: by their element, or because
    nothing else stands in the block; a line break ends what letters turn."""
    if element.tag in BLOCKS and not [each for each in element if each.tag != "br"]:
        return len([*filter(None, map(str.strip, element.xpath("text()")))]) <= 1 + len(element)
    while element is not None:
        if element.tag in {"bdi", *TYPED} or element.get("dir") == "auto":
            return True
        element = element.getparent()
    return False
