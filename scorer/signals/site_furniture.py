"""Site furniture."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from scorer.document import Batch, Document
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

    **Measured.**

    - WCXB, development pages as an extractor leaves them, classifiers fitted on other sites (data 640cdcd2): recall
      of typed lines: .318 [.254, .385], n = 550; recall of typed lines, links to other articles too: .467 [.396,
      .550], n = 550; precision of what no other signal names: 1 [1, 1], n = 27; false alarms per 1,000 content
      lines: .000 [.000, .058], n = 51,729; false alarms per 1,000 content lines, named kinds: .367 [.195, .580], n
      = 51,729; false alarms per 1,000 content lines, links to other articles: 1.78 [.882, 2.73], n = 51,729; typed
      recall at 0.1% false alarms: .318 [.257, .394], n = 52,279; average precision: .363 [.291, .446], n = 57,866
    - WCXB, development pages whole, classifiers fitted on other sites (data 640cdcd2): recall of typed lines: .705
      [.686, .726], n = 12,182; recall of typed lines, links to other articles too: .731 [.710, .753], n = 12,182;
      precision of what no other signal names: .997 [.996, .998], n = 17,985; false alarms per 1,000 content lines:
      .833 [.552, 1.17], n = 57,648; false alarms per 1,000 content lines, named kinds: .486 [.299, .712], n =
      57,648; false alarms per 1,000 content lines, links to other articles: 1.99 [1.37, 2.85], n = 57,648; typed
      recall at 0.1% false alarms: .662 [.619, .712], n = 69,830; average precision: .469 [.400, .541], n = 57,866;
      recall of ad lines: .861 [.811, .913], n = 194; recall of comment form lines: .854 [.763, .931], n = 349;
      recall of cookie legal lines: .853 [.832, .874], n = 2,227; recall of credit lines: .784 [.641, .906], n =
      162; recall of meta lines: .255 [.203, .314], n = 1,879; recall of nav lines: .839 [.816, .857], n = 3,885;
      recall of newsletter lines: .666 [.603, .716], n = 1,360; recall of plugin notice lines: .375 [.185, .609], n
      = 24; recall of related lines: .779 [.727, .827], n = 684; recall of share lines: .866 [.838, .892], n = 1,418
    - clean news: outlets that experts rate .85 or more (data 7a38fec6): articles with one, of 1,000: .000 [.000,
      .423], n = 7,085
    - content farms, hoaxes and fabricated news (data a95e2a94): articles with one, of 1,000: .000 [.000, 1.47], n =
      2,037

    **Tried.** On 90 pages of another set (Scrapinghub) 73 % of the lines whose words tell their kind are found,
    with the other signals, and of 2,250 lines that no other signal names one isn't boilerplate.

    **Source.** Boilerplate told by the lines around it is described by Kohlschütter et al. (2010); own observation.
    """

    id: ClassVar = "site-furniture"
    group: ClassVar = "boilerplate"
    trigger: ClassVar = (Alone(_LABELS),)
    yields_to: ClassVar = frozenset({"boilerplate", "links"})

    def suspects(self, batch: Batch) -> Bools:
        labels = np.array(batch.whole_lines(_LABELS)[0], dtype=np.intp)
        together = batch.reading.lines.tally(labels[1:][np.diff(labels) <= 2 * _REACH]) > 0
        batch.judge(BOILERPLATE, together)  # chances are costly, so only these texts' are worked out
        return together

    def find(self, document: Document) -> Iterator[Finding]:
        for place in np.flatnonzero(furniture(document, document.chances(BOILERPLATE))).tolist():
            yield self.at(document.lines[place].span, "A line of the page around the article, kept as if it were text.")


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
