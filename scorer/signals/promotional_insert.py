"""Promotional inserts."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from scorer.document import Document
from scorer.finding import Finding
from scorer.lexicon import Lexicon
from scorer.shape import in_quotation, notices, outermost
from scorer.signal import Alone, Signal
from scorer.span import Span

_TODAY = "today|now|here"
_GOODS = "copy|copies|order|bonus|discount|coupon|trial|bottle|sample|supply|subscription|spins"

# Buttons: alone on a line, or at its end behind what is sold, with a capital.
_BUTTONS = Lexicon(
    [f"shop|buy|order|preorder|pre-order|book|apply|enroll {_TODAY}", "add to cart|basket|bag", "call now|today"],
    [f"click|tap here {_TODAY}", "shop the sale|collection|look|deals", "act now", f"get|grab yours {_TODAY}?"],
    ["check|see|view price|prices|deal|offer on|at? amazon|walmart|ebay|etsy|target?"],
    ["claim now|offer|bonus|discount"],
    ["buy|shop|order|available|order_now|buy_now|buy_it on|at|from amazon|walmart|ebay|etsy|target|best_buy"],
    [f"claim|redeem|get|grab|activate your|this? free? {_GOODS} {_TODAY}?", "limited time offer|deal"],
    [f"start|try|begin your? free trial {_TODAY}?", f"play {_TODAY}", f"invest|bet|deposit {_TODAY}"],
    [f"get|request a|your free? quote|demo|estimate|consultation {_TODAY}?", "buy tickets", "download the? app now"],
)
# A request that begins so …
_OPENING = Lexicon(
    ["click|tap|go|visit", "please? use|enter|apply|redeem", "order|preorder|pre-order|buy|purchase|shop"],
    ["get|grab|claim|reserve|secure|redeem|receive", "call|act|hurry|sign_up|register|join|start|try|save|invest"],
    ["don't miss|wait", "limited time", "want|ready|need", "right now", "play|deposit|bet", "head over to", "pick up"],
    ["for more"],
)
# … and goes on so sells something to the reader.
_SELLS = Lexicon(
    [f"your free? {_GOODS}", "promo|coupon|discount|voucher|referral|bonus code|codes", "code at checkout"],
    ["at checkout", "while supplies|stocks|stock last|lasts", "here|link to order|buy|purchase|shop|claim|save"],
    ["off your first|next|entire? order|purchase|subscription|month", "limited time offer|deal|discount"],
    ["get yours today|now|here|while|before", "free|fast shipping on|with|when|today", "your free trial"],
    ["special|exclusive|introductory|bonus offer|offers|discount today|now|here|for|when|by"],
    ["your free info|information? kit|guide|report|ebook|e_book|book", "now? available now|on|at|from amazon|kindle"],
    ["deposit bonus", "welcome bonus", "free spins", "approved in minutes"],
    ["payday|personal|instant|quick loan|loans today|now|online|in_minutes", "money back guarantee"],
)
_DISCLOSURE = Lexicon(
    ["we|i|i'll|we'll may|might|will|could|can? earn|receive|get|make a|an? small|affiliate|modest? commission"],
    ["may|might|will|could|can earn|receive|get|make|earn_us a|an? small|affiliate|modest commission|commissions"],
    ["may|might|will|could earn|make us a|an? commission"],
    ["makes|earns|receives a|an small|affiliate? commission", "earn from qualifying purchases"],
    ["contains|includes|may_contain|may_include|uses affiliate links", "links are affiliate links|ones"],
    ["are|is|be|both|an affiliate link|links", "at no extra|additional cost to you"],
    ["affiliate advertising program", "participant in the amazon", "affiliate disclosure|disclaimer"],
    ["no extra|additional cost to you", "as an amazon associate", "we are reader supported"],
)
_MOST_WORDS = 30  # of a line that ends in a button
_BEFORE_BUTTON = '.!?…:–—-|>»”"'
_BULLETS = "-–*•·"
_SOLD = "This asks the reader to buy or claim something; it is no part of a report."
_DISCLOSED = "The writer may earn from what is sold through this text, and says so: worth knowing."


@dataclass(frozen=True)
class PromotionalInsert(Signal):
    """An invitation to buy, order or claim something, set into the text.

    **Why it counts.** A report informs; a text that turns to the reader to sell is an advertisement, or was taken
    from a page with its advertisements.

    **Flagged.** "Shop now" alone on a line; "Use code SAVE20 at checkout."; "Click here to claim your discount."

    **Fine.** "The chain told shoppers to use a code at checkout."; whatever is quoted. Asking for donations is
    left to other signals.

    **Limits.** Told by its opening words, so an insert that only praises is missed. A note that links earn a
    commission is what honesty demands, and soft: it only says where the writer's interest lies.

    **Measured.**

    - WCXB, lines of article pages, development part (data 4d45c541): share of the flagged lines that are
      boilerplate: .921 [.833, .990], n = 215
    - clean news: outlets that experts rate .85 or more (data 7a38fec6): articles with one, of 1,000: .000 [.000,
      .423], n = 7,085
    - content farms, hoaxes and fabricated news (data a95e2a94): articles with one, of 1,000: .000 [.000, 1.47], n =
      2,037
    - fabricated and low-rated news: 8 of 8 flags read are right
    - main text of web pages (WCXB): 12 of 14 flags read are right

    **Tried.** On 400 article pages of WCXB 49 of 52 notes on commissions lie in boilerplate.

    **Source.** The United States Federal Trade Commission's endorsement guides, for disclosures; own observation.
    """

    id: ClassVar = "promotional-insert"
    group: ClassVar = "links"
    trigger: ClassVar = (Alone(_BUTTONS), _BUTTONS, _SELLS, _DISCLOSURE)
    reads: ClassVar = (_OPENING,)

    def find(self, document: Document) -> Iterator[Finding]:
        sold = set(outermost([*_buttons(document), *notices(document, _SELLS, opening=_OPENING)]))
        disclosed = set(notices(document, _DISCLOSURE))
        for span in outermost([*sold, *disclosed]):
            soft = span not in sold
            yield self.at(span, _DISCLOSED if soft else _SOLD, soft=soft)


def _buttons(document: Document) -> Iterator[Span]:
    """Lines that are a button, and those that end in one behind what it sells."""
    for line in document.whole_lines(_BUTTONS):
        if document.text[line.span.start] not in _BULLETS and document.text[line.span.end - 1] != ":":
            yield line.span
    for words in document.find_words(_BUTTONS):
        span = document.words_span(words)
        line = document.line_at(span.start)
        ends = words.stop == line.words.stop and len(line.words) <= _MOST_WORDS
        if ends and _set_off(document, line.span, span) and not in_quotation(document, words):
            yield document.sentence_at(span.start).span


def _set_off(document: Document, line: Span, button: Span) -> bool:
    """Whether a button has a capital and a mark before it."""
    before = document.text[line.start : button.start].rstrip()
    return before.endswith(tuple(_BEFORE_BUTTON)) and document.text[button.start].isupper()
