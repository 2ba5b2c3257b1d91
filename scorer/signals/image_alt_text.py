"""Image descriptions."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import ClassVar

from scorer.document import Document
from scorer.finding import Finding
from scorer.lexicon import Lexicon
from scorer.shape import notices, outermost
from scorer.signal import Opening, Signal
from scorer.span import Span

# What machines write in the place of an image.
_MACHINE = Lexicon(
    ["image may contain", "may be an image of", "may be an illustration of", "a picture containing"],
    ["image result for", "description automatically generated", "no alt text provided for this image"],
    ["no photo description available", "thumbnail for|of", "placeholder image|for"],
)
_LABELS = Lexicon(
    ["featured|feature|cover|header|hero|thumbnail|main image|photo|picture for|of?", "alt text|tag?"],
    ["image placeholder", "image|photo|picture for|of|showing|alt|description", "image alt text", "alternative text"],
)
# What a picture generator is told, and a picture agency's keywords: each stands between commas.
_PROMPT = Lexicon(
    ["a? professional photo|photograph|photography", "a? stock photo|image|photography"],
    ["8k|4k|16k|uhd|hdr resolution?", "highly|hyper|ultra|insanely|intricately detailed|realistic", "photorealistic"],
    ["photo_realistic", "hyperrealistic", "ultrarealistic", "photorealism", "hyperrealism", "trending on artstation"],
    ["artstation", "unreal engine 5?", "cinematic|volumetric|studio|dramatic|soft lighting|light"],
    ["digital art|painting", "concept art", "sharp focus", "bokeh", "award winning photo|photography|photograph"],
    ["masterpiece", "best|high quality|resolution", "matte painting", "octane render", "socialist realism"],
    ["foto professional|profesional|professionale", "professionelles foto", "stockfoto"],
    ["una|uma? foto d'estoc|de_stock|de_archivo|de_arquivo", "realisme|realismo socialista"],
    ["photo de stock|professionnelle"],
)
_NAMES = Lexicon(["logo|jpg|jpeg|png|webp|gif|avif"])
_LOGO = re.compile(r"(?:[A-Z][\w&.'-]{0,30} ){1,4}[lL]ogo")
_FILE = re.compile(r"[\w() -]{1,80}\.(?:jpe?g|png|webp|gif|avif)", re.IGNORECASE)
_NAME_CHARACTERS = 100  # of a logo's or a file's name
_FEWEST_PROMPTS = 2
_BETWEEN = ",\n\r\u2028"


@dataclass(frozen=True)
class ImageAltText(Signal):
    """The hidden description of an image, shown as text.

    **Why it counts.** Such words stand behind a picture, for a machine or in place of it. In an
    article they show that nobody read it; a generator's instructions show that the picture is made up.

    **Flagged.** "Image for: …"; "MoofLife logo"; "…, professional photo, a stock photo, 8k".

    **Fine.** "The new logo was shown on Monday."; "Stock photos sell for a dollar."

    **Limits.** A description that reads like a sentence can't be told from a caption.

    **Measured.**

    - clean news: outlets that experts rate .85 or more (data 7a38fec6): articles with one, of 1,000: .141 [.000,
      .620], n = 7,085
    - content farms, hoaxes and fabricated news (data a95e2a94): articles with one, of 1,000: .982 [.000, 5.08], n =
      2,037
    - three seed articles, marked by hand (data 2292f04d): recall of plain marks: 1 [1, 1], n = 3

    **Tried.** 1 in 791 articles of WCXB and 1 in 11,304 of clean news, both true.

    **Source.** Three seed articles, one of them with a picture generator's instructions in Catalan.
    """

    id: ClassVar = "image-alt-text"
    group: ClassVar = "boilerplate"
    trigger: ClassVar = (_MACHINE, Opening(_LABELS), _PROMPT, _NAMES)

    def find(self, document: Document) -> Iterator[Finding]:
        for span in outermost(
            [*notices(document, _MACHINE), *_labelled(document), *_prompts(document), *_names(document)]
        ):
            yield self.at(span, "The description of an image that the text doesn't have.")


def _labelled(document: Document) -> Iterator[Span]:
    for line, label in document.opened_lines(_LABELS):
        if document.text[document.words_span(label).end : line.span.end].lstrip("* ").startswith(":"):
            yield line.span


def _prompts(document: Document) -> Iterator[Span]:
    """Lines where instructions to a picture generator stand between commas."""
    alone = [place for place in document.find(_PROMPT) if _between_commas(document.text, place)]
    for line, places in groupby(alone, lambda place: document.line_at(place.start)):
        if len(list(places)) >= _FEWEST_PROMPTS:
            yield line.span


def _between_commas(text: str, place: Span) -> bool:
    before, after = text[max(0, place.start - 2) : place.start].strip(" "), text[place.end : place.end + 2].strip(" ")
    return (not before or before[-1] in _BETWEEN) and (not after or after[0] in _BETWEEN)


def _names(document: Document) -> Iterator[Span]:
    """Lines that are the name of a logo or of an image's file."""
    for line in document.lines:
        name = line.span.of(document.text) if line.span.end - line.span.start <= _NAME_CHARACTERS else ""
        if _LOGO.fullmatch(name) or _FILE.fullmatch(name):
            yield line.span
