"""Site furniture."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from scorer.document import Document
from scorer.finding import Finding
from scorer.keys import Ints
from scorer.learnt import BOILERPLATE
from scorer.lexicon import Lexicon
from scorer.reading import Bools, Floats
from scorer.signal import Alone, Signal

_SITE = "us|me|our_company|our_team|the_company|the_site|this_site"
_POLICY = "policy|notice|statement|center|centre|settings|preferences|choices|rights|options"

# Names that sites give to their own pages, buttons and forms. One of them alone may be a heading; where some stand
# together, the lines among them are furniture too.
_LABELS = Lexicon(
    [
        "home",
        "homepage",
        f"about {_SITE}?",
        f"contact {_SITE}?",
        "menu",
        "search",
        "search for",
        "close",
        "toggle menu",
    ],
    [f"privacy|cookie|cookies {_POLICY}?", "terms", "terms of|and? service|use|conditions", "disclaimer|disclaimers"],
    ["legal notice?", "accessibility statement?", "sitemap", "site map", "imprint", "careers", "jobs", "help center?"],
    ["log|sign in|out|up", "login|logout|register|subscribe|subscriptions|newsletter|newsletters|unsubscribe"],
    ["my? account|profile|cart|wishlist|bookmarks", "faq|faqs", "support", "customer service|support", "feedback"],
    ["advertise with? us?", "press room|releases|kit", "media kit", "partners|sponsors|affiliates|investors"],
    [
        "write for us",
        "submit a tip",
        "work with us|me",
        "meet the team",
        "our team|story|mission",
        "blog|blogs|podcasts",
    ],
    ["facebook|twitter|instagram|linkedin|pinterest|youtube|tiktok|whatsapp|reddit|telegram|threads|bluesky|mastodon"],
    ["share", "tweet", "email", "print", "copy link", "follow us", "share on?", "rss feed?", "comments|reply"],
    ["leave a reply|comment", "previous|next post|article?", "older|newer posts", "back to top", "skip to content"],
    ["related posts|articles|stories|content", "recent|popular|latest posts|articles|stories|news", "trending", "tags"],
    [
        "you may|might also like",
        "most popular|read",
        "read more",
        "categories|archives",
        "see|view all",
        "load|show more",
    ],
    ["resources", "webinars", "pricing", "products", "services", "solutions", "events", "company", "shop", "store"],
    ["book|request|get a demo", "get|try started|free|demo", "start free trial", "contact sales", "download the app"],
    ["all rights reserved", "advertisement", "sponsored", "email address", "first|last? name", "submit", "cancel"],
)
_REACH = 10  # lines
_FEWEST = 2  # of them, that are labels
_LIKELY = 0.975  # highest chance of a line of text in 1,000, on held-out pages
_LIKELY_LABEL = 0.7  # of a label beside another


@dataclass(frozen=True)
class SiteFurniture(Signal):
    """A line of the page around the article, kept as if it were text.

    **Why it counts.** Menus, teasers, forms and footers in a text show that a page was copied whole and nobody
    read the copy.

    **Flagged.** "Garden Tools", "Gift Cards" and "Our Stores" between "Home", "Menu" and "Contact us".

    **Fine.** A list that belongs to the article; a lone heading such as "Resources"; a date line.

    **Limits.** Told by a classifier from the words of a line and from what stands around it, and only where at least
    two of ten lines before or after bear names that sites give to their own pages; so what an extractor leaves of a
    page is hardly ever flagged. Where a signal that names the kind finds something, that one is shown instead. The
    article's own title, right below a menu, may be flagged with it. English only.

    **Measured.** None in 7,085 articles of outlets that experts rate 0.85 or more (AllSides and Spotlight PA,
    November 2026). On the 791 development pages of WCXB, with classifiers fitted on other sites, 99.7 % of 17,979
    flagged lines that no other signal names are boilerplate, and 0.8 of 1,000 content lines are flagged; with the
    other signals, 73 % of the lines whose words tell their kind are found. On 90 pages of another set
    (Scrapinghub) 73 % too, and of 2,250 lines that no other signal names one isn't boilerplate.

    **Source.** Boilerplate told by the lines around it is described by Kohlschütter et al. (2010); own observation.
    """

    id: ClassVar = "site-furniture"
    group: ClassVar = "boilerplate"
    trigger: ClassVar = (Alone(_LABELS),)
    yields_to: ClassVar = frozenset({"boilerplate", "links"})

    def find(self, document: Document) -> Iterator[Finding]:
        if _near(_labels(document)).any():  # chances are costly and rarely asked for
            for place in np.flatnonzero(furniture(document, document.chances(BOILERPLATE))).tolist():
                yield self.at(
                    document.lines[place].span, "A line of the page around the article, kept as if it were text."
                )


def furniture(document: Document, chances: Floats) -> Bools:
    """Whether each line is furniture, by its chance and by the labels near it; shape ``(lines,)``."""
    labels = _labels(document)
    near = _near(labels)
    amid = (chances >= _LIKELY) & (near >= _FEWEST)
    return amid | (chances >= _LIKELY_LABEL) & labels & (near > 0)


def _labels(document: Document) -> Bools:
    """Whether each line is a label."""
    starts = document.lines.starts
    labels = np.zeros(len(starts), dtype=np.bool_)
    labels[np.searchsorted(starts, [line.span.start for line in document.whole_lines(_LABELS)])] = True
    return labels


def _near(labels: Bools) -> Ints:
    """How many labels stand near each line, itself not counted."""
    total, place = np.concatenate(([0], np.cumsum(labels))), np.arange(len(labels))
    return np.asarray(
        total[np.minimum(place + _REACH + 1, len(labels))] - total[np.maximum(place - _REACH, 0)] - labels
    )
