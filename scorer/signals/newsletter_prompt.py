"""Newsletter prompts."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from scorer.document import Document
from scorer.finding import Finding
from scorer.lexicon import Lexicon
from scorer.shape import notices, outermost
from scorer.signal import Alone, Opening, Signal

_LETTER = "newsletter|newsletters|enewsletter|e_newsletter|bulletin|mailing_list|email_list|email_updates|emails"

_ALONE = Lexicon(
    ["subscribe", "subscribe now|today|here|free|to|us", "subscribe for updates|more|free", "subscribed"],
    ["subscription", "sign|signup up? now|here|today|free?", "newsletter|newsletters"],
    ["newsletter sign_up|signup|subscription"],
    [f"subscribe|sign_up|signup to|for our|the|my|this? free|daily|weekly|email|best? {_LETTER}|blog|podcast|channel"],
    ["get|join our|the|my? free? newsletter|newsletters", "email sign_up|signup|updates"],
    ["manage newsletters|subscriptions", "thank_you|thanks for subscribing|signing_up"],
    ["you have successfully? subscribed", "you are already subscribed"],
    ["please check your email|inbox to confirm your subscription", "enter|your email|e_mail address"],
    ["email address", "stay informed|updated|connected|in_the_know|in_the_loop", "never miss a story|post|update"],
    ["don't miss out", "get the latest news|updates|stories", "already a subscriber"],
    ["subscribe to continue reading", "unsubscribe at any? time|anytime", "email required", "for daily newsletters"],
    [
        f"free? daily|weekly|monthly email|e_mail? {_LETTER}",
        "gift|digital|group|print|new|renew|manage subscription|subscriptions",
    ],
    ["no spam unsubscribe anytime|at_any_time?", "email address required?", "join our? mailing_list|email_list"],
)
_ANYWHERE = Lexicon(
    [
        f"subscribe|sign_up|signup to|for our free|daily|weekly|best|email? {_LETTER}",
        "thank_you|thanks for subscribing",
    ],
    ["delivered|sent straight|directly|right|daily|weekly? to your inbox|mailbox"],
    ["straight|direct|directly|right to|into your inbox|mailbox", "you can unsubscribe at any? time|anytime"],
    ["by signing_up|subscribing you agree|consent|accept", "you are|have already? subscribed to our"],
    ["subscribe to our youtube? channel|podcast|newsletter|newsletters", "subscribe now to keep|continue reading"],
    [
        "you've|you_have been? successfully subscribed|signed_up|joined",
        "thanks|thank_you for signing up",
    ],
    [
        "unsubscribe at any? time|anytime",
        "you may|can opt_out at any? time|anytime",
        "never|not send|sell you|your spam|email|information|data",
    ],
)
_CALL = Lexicon(["subscribe to|for|via|now"])
_MOST_CALL_WORDS = 8
# A request to the reader begins so, and names what is sent or where to.
_OPENING = Lexicon(
    ["please? sign|signup up?", "please? subscribe", "join", "get", "receive"],
    ["please? enter|submit your email|e_mail", "register", "don't|never miss", "to receive|subscribe|sign|get"],
    ["click here to", "want|like|enjoy", "stay", "start", "be the first", "opt in", "you can sign|subscribe"],
)
_POSTED = Lexicon(
    [f"our|my free|daily|weekly|monthly|morning|evening|new|email? {_LETTER}", f"this {_LETTER}"],
    [f"subscribe|sign_up|signup|register to|for the|a? {_LETTER}", f"free|daily|weekly email? {_LETTER}"],
    ["to|in|into your inbox|email_inbox|mailbox", "your email|e_mail address", "breaking news alerts|emails"],
    ["updates|alerts|posts|news|stories by|via email|e_mail", "email updates|alerts"],
)


@dataclass(frozen=True)
class NewsletterPrompt(Signal):
    """A request to subscribe or to leave an e-mail address.

    **Why it counts.** It advertises the site inside the article and shows that the text was
    copied with its surroundings.

    **Flagged.** "Sign up for our free weekly newsletter." "Get the latest stories in your inbox."

    **Fine.** "She started a newsletter in 2019 and has 40,000 subscribers."

    **Limits.** English only. Prompts to pay or give are told only by their newsletter.

    **Measured.**

    - clean news: outlets that experts rate .85 or more (data 7a38fec6): articles with one, of 1,000: 206 [11.3,
      430], n = 7,085
    - content farms, hoaxes and fabricated news (data a95e2a94): articles with one, of 1,000: .982 [.000, 4.36], n =
      2,037
    - clean news: 36 of 36 flags read are right

    **Tried.** Most in clean news belong to two newsrooms that put one in each article. On the development pages
    of WCXB 99.6 % of 811 flagged lines are boilerplate, and 51 % of the lines that name subscriptions or
    newsletters are found.

    **Source.** Own observation.
    """

    id: ClassVar = "newsletter-prompt"
    group: ClassVar = "boilerplate"
    trigger: ClassVar = (Alone(_ALONE), Opening(_CALL), _POSTED, _ANYWHERE)
    reads: ClassVar = (_OPENING,)

    def find(self, document: Document) -> Iterator[Finding]:
        lines = (line.span for line in document.whole_lines(_ALONE))
        calls = (line.span for line, _ in document.opened_lines(_CALL) if len(line.words) <= _MOST_CALL_WORDS)
        requests = (*notices(document, _ANYWHERE), *notices(document, _POSTED, opening=_OPENING))
        for span in outermost([*lines, *calls, *requests]):
            yield self.at(span, "A request to subscribe, not part of the article.")
