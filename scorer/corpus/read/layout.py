"""Layout: the text of a web page as a reader sees it, in lines.

Blocks stand on lines of their own, with an empty line around paragraphs, headings, lists and
tables; table cells are parted by tabs. Navigation, forms, buttons and footers stay: they are what residue is made
of. Scripts, styles, drop-down lists and hidden parts are no text. An image's alternative text is a line of its
own, but only inside the article and where no other line says the same: there, text made for other ends
(prompts of image generators, file names, keywords) shows, while a logo's name tells nothing.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from lxml import etree

DEEPEST = 2000
"""How deep tags may nest; the parser silently drops what lies below 2,048."""

_APART = frozenset({
    "blockquote", "dl", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "ol", "p", "pre", "table", "ul",
})  # fmt: skip
_BLOCKS = frozenset({
    "address", "article", "aside", "body", "button", "caption", "center", "dd", "details", "dialog", "dir",
    "div", "dt", "fieldset", "figcaption", "footer", "form", "header", "hgroup", "html", "legend", "li", "main",
    "menu", "nav", "search", "section", "summary", "textarea", "tr",
})  # fmt: skip
_UNSEEN = frozenset({
    "applet", "area", "datalist", "frameset", "head", "noembed", "noframes", "noscript", "script", "style", "template",
    "title",
})  # fmt: skip
_PICTURES = frozenset({"audio", "canvas", "embed", "iframe", "math", "object", "select", "svg", "video"})
_MAIN = frozenset(("article", "main"))
_BUTTONS = frozenset(("button", "reset", "submit"))
_SPACES = re.compile(r"[ \t\n\r\f]+")
_HIDING = re.compile(r"(?:^|;)\s{0,9}(?:display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden)", re.IGNORECASE)


class TooDeepError(ValueError):
    """A page whose tags nest too deeply to be read whole."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The text of a page, how many elements it has and how deep they nest."""

    text: str
    elements: int
    depth: int


def lay_out(tree: etree._Element) -> Layout:
    """The text of the page ``tree``.

    Raises:
        TooDeepError: if tags nest more than :data:`DEEPEST` deep.
    """
    pen = _Pen()
    elements = depth = deepest = 0
    passed_over = None
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            depth -= 1
            pen.leave(element, shown=element is not passed_over)
            continue
        elements, depth = elements + 1, depth + 1
        deepest = max(deepest, depth)
        if depth > DEEPEST:
            raise TooDeepError
        if _shows_nothing(element):
            passed_over = element
            walk.skip_subtree()
        else:
            pen.enter(element)
    return Layout(pen.finish(), elements, deepest)


def _shows_nothing(element: etree._Element) -> bool:
    if element.tag in _UNSEEN or element.tag in _PICTURES or element.get("hidden") is not None:
        return True
    if element.tag == "dialog" and element.get("open") is None:
        return True
    style = element.get("style")
    return style is not None and _HIDING.search(style) is not None


class _Line(NamedTuple):
    gap: int
    text: str
    is_alt: bool


class _Pen:
    """Writes lines; ``gap`` is how many line ends the next line needs before it."""

    def __init__(self) -> None:
        self._lines: list[_Line] = []
        self._parts: list[str] = []
        self._gap = 0
        self._inside_main = 0
        self._inside_pre = 0

    def enter(self, element: etree._Element) -> None:
        tag = str(element.tag)
        self._break(_gap_of(tag))
        self._inside_main += tag in _MAIN
        self._inside_pre += tag == "pre"
        if tag in _SPECIAL:
            _SPECIAL[tag](self, element)
        self._write(element.text)

    def leave(self, element: etree._Element, *, shown: bool) -> None:
        tag = str(element.tag)
        if shown:
            self._inside_main -= tag in _MAIN
            self._inside_pre -= tag == "pre"
            self._break(_gap_of(tag))
        elif tag in _PICTURES:
            self._append(" ")
        self._write(element.tail)

    def finish(self) -> str:
        self._end_line()
        said = {line.text for line in self._lines if not line.is_alt}
        pieces: list[str] = []
        for line in self._lines:
            if line.is_alt and line.text in said:
                continue
            said.add(line.text)
            pieces += ("\n" * line.gap if pieces else "", line.text)
        return "".join(pieces)

    def line_break(self, _: etree._Element) -> None:
        self._gap = 1 if self._end_line() else min(self._gap + 1, 2)

    def cell(self, _: etree._Element) -> None:
        if self._parts:
            self._parts.append("\t")

    def button(self, element: etree._Element) -> None:
        if (element.get("type") or "").lower() in _BUTTONS:
            self._line_of_its_own(element.get("value"))

    def image(self, element: etree._Element) -> None:
        if self._inside_main:
            self._line_of_its_own(element.get("alt"), is_alt=True)

    def _line_of_its_own(self, text: str | None, *, is_alt: bool = False) -> None:
        if text and text.strip():
            self._break(1)
            self._parts.append(_SPACES.sub(" ", text))
            self._end_line(is_alt=is_alt)
            self._break(1)

    def _write(self, text: str | None) -> None:
        if text and self._inside_pre:
            for index, line in enumerate(text.split("\n")):
                self._break(min(index, 1))
                self._parts.append(line)
        elif text:
            self._append(_SPACES.sub(" ", text))

    def _append(self, text: str) -> None:
        if text[0] == " " and (not self._parts or self._parts[-1][-1:] in (" ", "\t")):
            text = text[1:]
        if text:
            self._parts.append(text)

    def _break(self, gap: int) -> None:
        if gap:
            self._end_line()
            self._gap = max(self._gap, gap)

    def _end_line(self, *, is_alt: bool = False) -> bool:
        """End the line that is being written; whether there was one."""
        text = "".join(self._parts).strip()
        self._parts.clear()
        if text:
            self._lines.append(_Line(self._gap, text, is_alt))
            self._gap = 0
        return bool(text)


_SPECIAL: Mapping[str, Callable[[_Pen, etree._Element], None]] = {
    "br": _Pen.line_break,
    "td": _Pen.cell,
    "th": _Pen.cell,
    "input": _Pen.button,
    "img": _Pen.image,
}


def _gap_of(tag: str) -> int:
    return 2 if tag in _APART else 1 if tag in _BLOCKS else 0
