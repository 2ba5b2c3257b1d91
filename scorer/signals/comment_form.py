"""Comment forms."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from scorer.document import Document
from scorer.finding import Finding
from scorer.lexicon import Lexicon
from scorer.shape import furniture
from scorer.signal import Alone, Signal

_ALONE = Lexicon(
    ["leave|write|post|add|submit a|an|your|us_a? new? comment|reply|response", "your? comment"],
    ["comment navigation", "cancel reply", "click here to cancel reply", "leave a replycancel reply"],
    ["leave a commentcancel reply", "reply", "comments", "one comment", "no comments yet?"],
    ["comments are? closed|off|disabled", "reply to this? comment"],
    ["view|show|see|read|load|hide|expand all|more|full|previous|story? comment|comments|replies"],
    ["older|newer|recent|latest comments", "be the first to comment|reply", "sort by newest|oldest|best"],
    ["log_in|login|sign_in to reply|comment", "comment as a? guest", "comment on this article|story|post"],
    ["join the conversation|discussion|debate", "add to the discussion", "share your thoughts", "have your say"],
    ["please? enter your comment|name|email here?", "new|subscribe_to follow_up comments", "load disqus comments"],
)
_ANYWHERE = Lexicon(
    ["your email|e_mail address? will not|never be published|shared|displayed", "required fields are marked"],
    ["in this|my browser for the? next time i comment|post", "replies to my comments", "learn how your comment data"],
    ["notify me of|about follow_up|followup|new comments|posts|replies", "notify me when new comments are added"],
    ["you must|need_to be logged|signed in to post|leave|make|submit a? comment|reply"],
    ["you are commenting using your", "you|please must? log|sign in to post|leave|make|submit a? comment|reply"],
    ["you may|can use these html tags", "this site|website uses akismet", "your comment data is processed"],
    [
        "fill in your details below or click an icon",
        "comments are closed for this",
        "please share|leave a comment cancel reply",
    ],
    ["comments on|for this article|entry|post|story|thread are now? closed", "this comment has been removed by|for"],
    ["comments have been disabled on|for this", "be the first to leave|post|write|add a comment|reply"],
)


@dataclass(frozen=True)
class CommentForm(Signal):
    """The page's comment form, left in the text.

    **Why it counts.** A form isn't the article: whoever published this copied a page and did not
    look at what came with it.

    **Flagged.** "Leave a Reply" alone on a line; "Your email address will not be published."

    **Fine.** "Visitors leave a reply in the guest book by the door."

    **Limits.** English forms only; readers' comments themselves aren't recognised.

    **Measured.**

    - clean news: outlets that experts rate .85 or more (data 7a38fec6): articles with one, of 1,000: .000 [.000,
      .423], n = 7,085
    - content farms, hoaxes and fabricated news (data a95e2a94): articles with one, of 1,000: 495 [.841, 832], n =
      2,037
    - three seed articles, marked by hand (data 2292f04d): recall of plain marks: 1 [1, 1], n = 2

    **Tried.** On the development pages of WCXB it finds 81 % of the lines of comment forms, and all of the 392
    lines it flags are boilerplate.

    **Source.** WordPress's comment form, which most of these words come from, and two of its lines at the
    end of a seed article.
    """

    id: ClassVar = "comment-form"
    group: ClassVar = "boilerplate"
    trigger: ClassVar = (Alone(_ALONE), _ANYWHERE)

    def find(self, document: Document) -> Iterator[Finding]:
        for span in furniture(document, alone=_ALONE, anywhere=_ANYWHERE):
            yield self.at(span, "Part of a comment form, not of the article.")
