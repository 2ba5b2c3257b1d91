"""Plug-in and browser notices."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from scorer.document import Document
from scorer.finding import Finding
from scorer.lexicon import Lexicon
from scorer.shape import furniture, outermost
from scorer.signal import Alone, Signal

_SHOWN = "video|audio|content|embed|media|item|tweet|post|player|map|slideshow|gallery|graphic"
_NEEDED = "javascript|flash|cookies"

_ALONE = Lexicon(
    ["update required", "flash plugin|plug_in|player", "update required flash plugin|plug_in|player", "please wait"],
    [f"{_NEEDED} is|are disabled|required", f"please? enable|activate {_NEEDED}"],
    ["your browser is? not supported|outdated", "video|media|content|playback unavailable|error"],
    [f"loading the? {_SHOWN}|comments|more", "playback speed", "click|tap to play"],
    ["play|pause|replay|rewatch video", "video player is loading", "404? page? not found"],
    ["view|see this post|photo|video on instagram|facebook|twitter|x|tiktok|threads"],
)
_ANYWHERE = Lexicon(
    [f"please enable|activate|allow|turn_on|switch_on your|the? {_NEEDED}", f"please turn|switch on your? {_NEEDED}"],
    [f"enable|activate|allow {_NEEDED} in|on your browser|browser's|settings|device"],
    ["enable javascript and cookies", f"you|you'll will? need|have|must to? enable|activate|allow|install {_NEEDED}"],
    ["javascript|flash is|appears_to_be|seems_to_be|must_be|needs_to_be disabled|enabled|turned_off in|on your"],
    ["javascript is|must_be required|enabled|turned_on to|for|in_order_to", "javascript to be enabled"],
    [f"this {_SHOWN}|page|site|website|app requires adobe? {_NEEDED}", "this iframe|frame contains"],
    [f"your|the browser does_not|doesn't support the|html5|javascript|iframes|this|playing|embedded {_SHOWN}|tag?"],
    ["your|this browser doesn't support|not_supported", "your browser is out of date"],
    ["using an unsupported|outdated browser"],
    ["your|this browser is not|no_longer|not_actively|not_currently supported", "the video player failed to load"],
    ["update your flash plugin|plug_in|player", "to play the media you will need to", "try watching this video on"],
    ["adobe? flash player is required|needed to", "get|install|download|upgrade the? latest? adobe flash player"],
    ["please upgrade|update|switch to? your|a|another? modern|different|supported|new|newer? web? browser"],
    ["recommend that? you? upgrade|upgrading|update|updating your browser"],
    ["not|isn't currently? available|supported in|on|for|from your region|country|location|area|device|browser"],
    [f"this {_SHOWN} is|isn't not? available|viewable in|on this"],
    [f"we|we're are? unable|sorry to load|display|show|play this {_SHOWN}"],
    [f"this|the {_SHOWN} could_not|cannot|can't|failed_to be? loaded|played|displayed|shown|load"],
    ["an error occurred while loading|retrieving|processing"],
)
# Good pages with graphics leave these, so they are only worth a look.
_WAITING = Lexicon(["loading"])
_UNSEEN = Lexicon([f"can't|cannot|don't see the|this {_SHOWN} above|below"])


@dataclass(frozen=True)
class PluginNotice(Signal):
    """A notice that the page's embedded content cannot be shown.

    **Why it counts.** It speaks to a browser, not to a reader: the page was taken over by a
    machine, and what the article showed there is missing.

    **Flagged.** "Update Required Flash plugin"; "Please enable JavaScript to view the comments."

    **Fine.** "The browser maker will stop asking users to enable Flash next year."

    **Limits.** English notices only. "Loading..." alone and "Don't see the graphic above?" are soft: they stand
    where good pages have a graphic.

    **Measured.**

    - WCXB, lines of article pages, development part (data 4d45c541): share of the flagged lines that are
      boilerplate: 1 [1, 1], n = 28
    - clean news: outlets that experts rate .85 or more (data 7a38fec6): articles with one, of 1,000: .706 [.000,
      2.6], n = 7,085; articles with a soft one, of 1,000: 3.39 [.000, 9.53], n = 7,085
    - content farms, hoaxes and fabricated news (data a95e2a94): articles with one, of 1,000: .000 [.000, 1.47], n =
      2,037; articles with a soft one, of 1,000: .982 [.000, 4.44], n = 2,037
    - clean news: 5 of 5 flags read are right

    **Tried.** The soft findings in clean news are all of one newsroom's graphics.

    **Source.** C4 (Raffel et al., 2020) drops lines for the same reason; a seed article ends with one.
    """

    id: ClassVar = "plugin-notice"
    group: ClassVar = "boilerplate"
    trigger: ClassVar = (Alone(_ALONE), _ANYWHERE, Alone(_WAITING), _UNSEEN)

    def find(self, document: Document) -> Iterator[Finding]:
        sure = set(furniture(document, alone=_ALONE, anywhere=_ANYWHERE))
        for span in outermost([*sure, *furniture(document, alone=_WAITING, anywhere=_UNSEEN)]):
            if span in sure:
                yield self.at(span, "A browser notice in place of content that isn't shown.")
            else:
                yield self.at(span, "This may stand in place of a graphic that isn't shown.", soft=True)
