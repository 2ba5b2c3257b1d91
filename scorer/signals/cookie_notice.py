"""Cookie notices."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from scorer.document import Document
from scorer.finding import Finding
from scorer.lexicon import Lexicon
from scorer.shape import furniture
from scorer.signal import Alone, Signal

_PAGE = "site|website|webpage|page|app|blog|portal|web_site"
_DO = "ensure|give|provide|offer|improve|enhance|personalise|personalize|analyse|analyze|deliver|serve|understand|help"
_WHOM = "you|your|our|content|ads|users|site|website|traffic|visitors|the_best"

_ALONE = Lexicon(
    ["accept|allow|reject|decline|refuse|manage|block all|only|necessary|essential|optional? cookies"],
    ["cookie|cookies settings|preferences|policy|notice|consent|choices|statement|options|list|usage", "cookies"],
    ["accept|reject|allow|decline|deny all", "save and accept", "save my? preferences|settings", "privacy overview"],
    ["manage consent|preferences|privacy|cookie_preferences|my_choices", "manage consent preferences"],
    ["always active|enabled"],
    ["functional|analytical|performance|advertising|targeting|marketing|necessary|analytics cookies"],
    ["strictly necessary cookies", "privacy preference center", "we value|care_about|respect your privacy"],
    ["i agree|accept", "your privacy choices", "your cookie|california privacy? choices|rights|preferences"],
    ["this website uses cookies", "do not sell or? my|share? my? personal? information|info|data"],
    ["cookie duration description", "privacy terms|cookies|security", "terms privacy", "privacy policy more info"],
    ["privacy policy|notice terms of|and? service|use|conditions", "read|see|view our privacy policy|notice"],
    ["your ca|us|california state? privacy rights|choices", "california|european|eu privacy rights|settings"],
    ["do not share my? personal? information|data", "required|functional|analytics|preference cookies"],
)
_ANYWHERE = Lexicon(
    [f"this|our {_PAGE} uses|use|stores cookies", f"cookies on|in this|our {_PAGE}", "our use of cookies"],
    [f"we|our_partners use cookies to {_DO} {_WHOM}", "we and our partners? use|store cookies", "we use cookies and"],
    ["consent|agree to the|our use|storing of all? the? cookies", "accept the|our use of cookies"],
    ["our cookie policy|notice", f"by continuing to use|browse|visit|navigate this|our|the {_PAGE} you"],
    ["withdraw your consent at any time", f"if you continue to use|browse this|our {_PAGE} we|you"],
    ["store and or access information on a device"],
    ["by clicking|tapping|selecting accept|agree|ok|accept_all|allow_all|i_accept", "cookies that are essential for"],
    ["manage|change|adjust|review your cookie|consent|privacy settings|preferences", "out of these cookies"],
    ["cookie is set by", "cookies help us? provide|deliver|to|collect"],
    ["necessary cookies are absolutely|required|essential"],
    ["cookies are absolutely|used necessary|essential|to_store|to_provide|to_understand|to_deliver"],
    [
        "uncategorized cookies",
        "cookies is set by|used_to_store",
        "cookielawinfo checkbox|checbox",
        "viewed cookie policy",
    ],
    [
        "cookies are used to provide visitors|make advertising",
        "sets this cookie to|via|for",
    ],
    [
        "site|form|page is protected by recaptcha|hcaptcha",
        "recaptcha privacy",
        "privacy policy and terms of service apply",
    ],
    [
        "you agree to our|the|its|their terms|privacy|user",
        "you consent to receive|our",
        "you have read and agree to our|the",
    ],
    ["i|i've|i_have agree|accept|consent|read to? the|our|this privacy|terms", "you acknowledge our privacy"],
)


@dataclass(frozen=True)
class CookieNotice(Signal):
    """A notice about cookies or consent, left in the text.

    **Why it counts.** It is the page's legal dialogue, read by a machine as if it were news.

    **Flagged.** "We use cookies to give you the best experience on our website."

    **Fine.** "The regulator said the company set cookies without consent."

    **Limits.** English only. A site's own privacy policy, given as an article, is flagged.

    **Measured.**

    - clean news: outlets that experts rate .85 or more (data 7a38fec6): articles with one, of 1,000: 127 [.000,
      378], n = 7,085
    - content farms, hoaxes and fabricated news (data a95e2a94): articles with one, of 1,000: 1.47 [.000, 7.85], n =
      2,037

    **Tried.** On the development pages of WCXB all of the 408 flagged lines are boilerplate.

    **Source.** C4 (Raffel et al., 2020) drops lines about the use of cookies for the same reason.
    """

    id: ClassVar = "cookie-notice"
    group: ClassVar = "boilerplate"
    trigger: ClassVar = (Alone(_ALONE), _ANYWHERE)

    def find(self, document: Document) -> Iterator[Finding]:
        for span in furniture(document, alone=_ALONE, anywhere=_ANYWHERE):
            yield self.at(span, "A notice about cookies or consent, not part of the article.")
