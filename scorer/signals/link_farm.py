"""Link farms."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import ClassVar

import numpy as np

from scorer.document import Batch, Document, Passage
from scorer.finding import Finding
from scorer.lexicon import Lexicon
from scorer.reading import Bools
from scorer.shape import outermost
from scorer.signal import Alone, Signal
from scorer.span import Span

# What link sellers place, by trade. One trade is a topic; several in one line are a shop window.
_GAMBLING = Lexicon(
    ["best|top|new|online|crypto|bitcoin|live casino|casinos|slots|poker|betting bonus|bonuses|sites|site|games"],
    ["casino bonus|bonuses", "no deposit bonus|casino", "slot gacor|online", "situs judi|slot|poker"],
    ["judi online|bola"],
    ["free spins", "online gambling sites", "sports betting sites|online|tips", "best|top? online casino|casinos"],
)
_LOANS = Lexicon(
    ["payday loan|loans online|near_me?", "title loans", "bad credit loans", "cash advance online|loan|loans"],
    ["instant|quick|fast loan|loans online|approval", "cash for houses|cars|gold"],
    ["debt relief|consolidation services|loans"],
)
_ESSAYS = Lexicon(
    ["cheap|best|custom|buy|college essay|essays|paper writing|online service|services|help", "write my essay|paper"],
    ["essay|paper|dissertation|thesis|assignment|homework writing service|services|help", "buy|cheap essays"],
)
_DRUGS = Lexicon(
    ["buy|cheap|generic|order|discount viagra|cialis|levitra|tramadol|xanax|adderall|ozempic|modafinil|kamagra"],
    ["canadian|online pharmacy|pharmacies", "weight loss pills|gummies", "keto|cbd gummies", "cbd oil for sale"],
    ["male enhancement pills", "steroids for sale", "buy weed|steroids|cbd online"],
)
_GOODS = Lexicon(
    ["replica|fake|cheap watches|handbags|rolex|jerseys|bags|sneakers", "cheap nfl|nba|mlb jerseys", "buy fake ids"],
    ["cheap flights|hotels|insurance|hosting|vpn|domains", "web hosting coupon|deals", "buy wholesale"],
)
_AUDIENCE = Lexicon(
    ["buy|get|cheap|free real? instagram|youtube|tiktok|twitter|facebook followers|likes|views|subscribers"],
    ["buy backlinks|followers|traffic|subscribers|dofollow_backlinks"],
    ["cheap|best|affordable seo services|company|agency"],
    ["guest post|posting service|services|sites", "link building services"],
)
_COMPANY = Lexicon(
    ["escort|escorts service|services|agency|in", "call girls in?", "adult dating sites", "russian|mail_order brides"],
    ["hookup sites|apps", "live sex cams"],
)
_MONEY = Lexicon(
    ["best|top forex broker|brokers|robot|signals", "forex trading signals|robot", "crypto presale|airdrop|signals"],
    ["buy bitcoin|crypto online|instantly", "binary options broker|brokers|robot|signals", "make money online fast"],
)
_PIRATED = Lexicon(
    ["watch|download movies|series online|free", "free movie|movies download|downloads|online", "mod apk download"],
    ["crack|cracked software", "license|serial key free", "free download full version"],
)
_TRADES = (_GAMBLING, _LOANS, _ESSAYS, _DRUGS, _GOODS, _AUDIENCE, _COMPANY, _MONEY, _PIRATED)
_FEWEST_TRADES = 3

# Above a list of links that were swapped or sold.
_HEADS = Lexicon(
    ["our? partners|partner|friends|friendly|useful|recommended|sponsored|external links|sites|websites"],
    ["links of interest", "our partners|sponsors", "blogroll", "link exchange|partners", "friends of ours|the_site"],
    ["partner content|offers", "sponsored by|links"],
)
_FEWEST_LINKS = 3
_MOST_LINKS = 40
_LINK_WORDS = 6  # of a line that is a link's text

_ADDRESS = re.compile(r"https?://|www\.")
_ADDRESS_STARTS = ("://", "www.")
_LABEL_ENDS = (":", "-", "–")
_LONGEST_LABEL = 40  # characters before an address
# A post or film set into the text stands there as its address alone.
_EMBEDS = re.compile(
    r"(?:https?://)?(?:www\.|m\.|pic\.)?"
    r"(?:twitter|x|youtube|youtu|facebook|instagram|tiktok|vimeo|t|soundcloud|giphy|imgur)\.\w{2,3}\b"
)
_REFERENCES = Lexicon(
    ["references|sources|bibliography|citations|footnotes|notes|further_reading|image_references|works_cited|reading"],
    ["sources and references", "additional|more|image|photo sources|references|credits|resources", "resources"],
)

_ANCHORS = "Links to shops of several trades, set side by side: sold for search engines."
_PARTNERS = "A list of the site's partners or friends: such links may be swapped or sold."
_BARE = "Addresses in a row, without a word on what they lead to: worth a look."


@dataclass(frozen=True)
class LinkFarm(Signal):
    """Links sold or swapped for search engines.

    **Why it counts.** Search engines rank a page by the links to it, so links are sold, and pages are written or
    taken over to carry them. A newsroom names what it links to and why.

    **Flagged.** "best online casino | payday loans | write my essay"; worth a look only: a list of links under
    "Partner sites", three bare addresses in a row.

    **Fine.** A report on online casinos; a list of sources; addresses under "References"; posts and films
    set into the text by their address.

    **Limits.** A single sold link in a sentence isn't told from an honest one. The trades listed are those that
    buy most.

    **Measured.**

    - clean news: outlets that experts rate .85 or more (data 7a38fec6): articles with one, of 1,000: .000 [.000,
      .423], n = 7,085
    - content farms, hoaxes and fabricated news (data a95e2a94): articles with one, of 1,000: .000 [.000, 1.47], n =
      2,037; articles with a soft one, of 1,000: .491 [.000, 2.62], n = 2,037

    **Tried.** In 229 articles of unreliable sites 6 rows of bare addresses, all rightly seen; on 400 article
    pages of WCXB 6 lists of partners, all of them boilerplate. No labelled set of sold links was found: the
    trades were tried on made-up lines only.

    **Source.** Google's spam policies for web search name link spam; Gyöngyi and Garcia-Molina, "Link Spam
    Alliances" (2005).
    """

    id: ClassVar = "link-farm"
    group: ClassVar = "links"
    trigger: ClassVar = (Alone(_HEADS),)
    reads: ClassVar = (*_TRADES, _REFERENCES)

    def suspects(self, batch: Batch) -> Bools:
        trades = np.count_nonzero([batch.matches.counts(shops) for shops in _TRADES], axis=0)
        links = batch.marks.count(*_ADDRESS_STARTS)
        return np.asarray(super().suspects(batch) | (trades >= _FEWEST_TRADES) | (links >= _FEWEST_LINKS))

    def find(self, document: Document) -> Iterator[Finding]:
        sold = dict.fromkeys(_windows(document), _ANCHORS)
        swapped = dict.fromkeys(_partners(document), _PARTNERS)
        bare = dict.fromkeys(_addresses(document), _BARE)
        found = bare | swapped | sold
        for span in outermost([*found]):
            yield self.at(span, found[span], soft=found[span] != _ANCHORS)


def _windows(document: Document) -> Iterator[Span]:
    """Lines, and lines that follow one another, that name shops of several trades."""
    trades = [(words, trade) for trade, shops in enumerate(_TRADES) for words in document.find_words(shops)]
    if len({trade for _, trade in trades}) >= _FEWEST_TRADES:
        trades.sort(key=lambda shop: shop[0].start)
        for run in _near(trades):
            if len({trade for _, trade in run}) >= _FEWEST_TRADES:
                yield Span(document.words_span(run[0][0]).start, document.words_span(run[-1][0]).end)


def _near(shops: list[tuple[range, int]]) -> Iterator[list[tuple[range, int]]]:
    """Shops parted by few words, together."""
    cuts = [
        place for place, (one, other) in enumerate(pairwise(shops), 1) if other[0].start - one[0].stop > _LINK_WORDS
    ]
    for start, end in pairwise([0, *cuts, len(shops)]):
        yield shops[start:end]


def _partners(document: Document) -> Iterator[Span]:
    """Headings of links with the links below."""
    for head in document.whole_lines(_HEADS):
        links = _links(document, bisect_right(document.lines.starts, head.span.start))
        if len(links) >= _FEWEST_LINKS:
            yield Span(head.span.start, links[-1].span.end)


def _links(document: Document, place: int) -> list[Passage]:
    """Short lines without a stop, from one line on."""
    links: list[Passage] = []
    for line in document.lines[place : place + _MOST_LINKS]:
        if not 0 < len(line.words) <= _LINK_WORDS or document.text[line.span.end - 1] in ".!?:,;":
            break
        links.append(line)
    return links


def _addresses(document: Document) -> Iterator[Span]:
    """Lines that are an address and nothing else, three or more in a row and not under a heading for sources."""
    if sum(map(document.text.count, _ADDRESS_STARTS)) < _FEWEST_LINKS:
        return
    referred = {line.span for line in document.whole_lines(_REFERENCES)}
    lines = [(line, _is_address(document, line)) for line in document.lines]
    before: Passage | None = None
    for bare, group in groupby(lines, lambda entry: entry[1]):
        run = [line for line, _ in group]
        if bare and len(run) >= _FEWEST_LINKS and not (before and before.span in referred):
            yield Span(run[0].span.start, run[-1].span.end)
        before = run[-1]


def _is_address(document: Document, line: Passage) -> bool:
    """Whether a line is an address of something other than a post or film, with at most a label before it."""
    address = _ADDRESS.search(document.text, *line.span)
    if address is None or len(document.text[address.start() : line.span.end].split(None, 1)) > 1:
        return False
    label = document.text[line.span.start : address.start()].strip(" \t\xa0-–•*·([<")
    fits = not label or (len(label) <= _LONGEST_LABEL and label.endswith(_LABEL_ENDS))
    return fits and not _EMBEDS.match(document.text, address.start())
