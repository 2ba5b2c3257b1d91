"""Share prompts."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from scorer.document import Document
from scorer.finding import Finding
from scorer.lexicon import Lexicon
from scorer.shape import menu_lines, notices, outermost
from scorer.signal import Alone, Signal

_NETWORK = "facebook|twitter|x|linkedin|instagram|pinterest|whatsapp|telegram|reddit|youtube|tiktok|threads|bluesky"
_PIECE = "article|story|post|page|video|news|content|entry|link"

_PROMPTS = [
    [f"share|tweet|pin|print|email|e_mail|save|bookmark this {_PIECE}", f"share {_PIECE}", "share this? it|now?"],
    [f"share|post|send|click_to_share|click_to_email on|via|to|by|with|using {_NETWORK}|email|e_mail|a_friend"],
    ["share with your? friends", "click to share|tweet|print|email", "copy|get|share link", "copy link to clipboard"],
    ["link copied", "pin it|on_pinterest", "spread the word", "sharing is caring", "share your love", "tweet this?"],
    [f"follow|like|find|join|visit|connect_with us on|at|in? {_NETWORK}|google_news|social_media", "follow us"],
    [f"like our page on {_NETWORK}", f"like our {_NETWORK} page", "like this", "like loading"],
    [
        "share on|via|to|with",
        "share this|the? resource|site|blog|recipe|guide|on",
        f"{_NETWORK.replace('|x|', '|')} opens in a? new window|tab",
    ],
]
_BUTTONS = [
    ["facebook messenger", "google plus"],
    [f"{_NETWORK.replace('|x|', '|')}|tumblr|messenger|flipboard|snapchat|mastodon"],
    ["email|e_mail|print|tweet|bookmark|save|follow|likes|shares|tweets|sms", "opens in a? new window|tab", "on x"],
]
_SURE = Lexicon(*_PROMPTS)
_LABELS = Lexicon(*_PROMPTS, *_BUTTONS)
_ANYWHERE = Lexicon(
    [f"follow|like us|our_page on|at {_NETWORK}", f"like our {_NETWORK} page", f"click to share on {_NETWORK}"],
    [f"please|don't_forget_to share this {_PIECE}", f"if you liked|enjoyed this {_PIECE} please? share"],
    [f"join|follow our {_NETWORK} channel|group|page", "join our channel|group on telegram|whatsapp"],
)
# A request to the reader begins so, and names the network.
_OPENING = Lexicon(["follow", "like", "find us|me|her|him|them"])
_NETWORKS = Lexicon([f"on {_NETWORK}", "on social media"])
_FEWEST_BUTTONS = 3


@dataclass(frozen=True)
class SharePrompt(Signal):
    """A request to share the page, or its row of sharing buttons.

    **Why it counts.** Buttons copied as words show that nobody looked the text over.

    **Flagged.** "Share this article" alone on a line; a line "Facebook Twitter WhatsApp Email".

    **Fine.** "The minister asked members not to share this article on Facebook."

    **Limits.** A single network's name alone on a line may be a heading and is let be.

    **Measured.**

    - clean news: outlets that experts rate .85 or more (data 7a38fec6): articles with one, of 1,000: 11 [2.83,
      30.4], n = 7,085
    - content farms, hoaxes and fabricated news (data a95e2a94): articles with one, of 1,000: 7.85 [2.95, 29.4], n =
      2,037
    - clean news: 68 of 68 flags read are right

    **Tried.** Nearly all in clean news are a writer's own "Follow … on Twitter". On the development pages of
    WCXB 99.9 % of 1,254 flagged lines are boilerplate, 59 % of the lines about sharing are found; most of the
    others are one network's name.

    **Source.** The usual sharing buttons of web pages, own observation.
    """

    id: ClassVar = "share-prompt"
    group: ClassVar = "boilerplate"
    trigger: ClassVar = (Alone(_LABELS), _ANYWHERE, _NETWORKS)
    reads: ClassVar = (_SURE, _OPENING)

    def find(self, document: Document) -> Iterator[Finding]:
        buttons = menu_lines(document, _LABELS, sure=_SURE, fewest=_FEWEST_BUTTONS)
        requests = (*notices(document, _ANYWHERE), *notices(document, _NETWORKS, opening=_OPENING))
        for span in outermost([*(line.span for line in buttons), *requests]):
            yield self.at(span, "A request to share or follow, not part of the article.")
