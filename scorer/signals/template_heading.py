"""Template headings."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from scorer.document import Document, Passage
from scorer.finding import Finding
from scorer.lexicon import Lexicon
from scorer.signal import Alone, Opening, Signal

_THING = "takeaways|points|findings|insights|highlights|facts|lessons|details|themes|considerations"
_AHEAD = "outlook|projections|prospects|implications|directions|trends|steps|considerations|developments"
_SIDE = "economic|political|global|international|regional|geopolitical|strategic|cultural|social|legal|public|broader"

# Headings that fit any text whatever.
_STOCK = Lexicon(
    ["introduction", "conclusion|conclusions", "in conclusion|summary|closing", f"key|main|major|final {_THING}"],
    ["final|closing|concluding thoughts|words|remarks|verdict|note|notes|take", "frequently asked questions"],
    ["faq|faqs"],
    ["the? bottom line", "wrapping|wrap it? up", "what|all|everything you need to know", "what this|it|that means"],
    ["looking|moving ahead|forward", "the road|path|way ahead|forward", f"future|potential {_AHEAD}", "a look ahead"],
    [f"{_SIDE} implications|impact|reactions|response|context|significance|consequences|considerations|repercussions"],
    ["historical|geopolitical|cultural context|background|perspective", "background and context", "pros and cons"],
    ["challenges and? opportunities", "opportunities and? challenges", "benefits and? drawbacks|challenges|risks"],
    ["best practices", "common mistakes|pitfalls|misconceptions|challenges to_avoid?", "tips and? tricks"],
    ["next steps"],
    ["getting started", "call to action", "why this? it? matters", "the big picture", "a new chapter|era|dawn"],
    ["a promising|bright|brighter|uncertain future", "the future of|outlook", "reactions and responses"],
    ["the takeaway"],
    ["practical tips|steps|advice|examples", "actionable tips|steps|advice", "table of contents", "overview", "tl dr"],
    ["one takeaway", "the verdict", "what's next", "real world examples|applications", "my final? verdict|take"],
)
# The same, at the head of one.
_OPENERS = Lexicon(
    ["understanding|exploring|unveiling|unlocking|navigating|embracing|harnessing|mastering|introduction_to"],
    ["the|key importance|role|power|impact|rise|benefits|future|science|art|significance|evolution|advantages of"],
    ["benefits|advantages|importance|types|role|challenges|features of"],
    ["key features|benefits|challenges|factors of?"],
    ["how to choose|use|get|start|make|prevent|avoid|improve|create|find|set_up"],
    ["tips for|to", "why choose|invest|use|you should|need", "strengthening|enhancing|leveraging|maximizing"],
    ["conclusion", "faq", "a new chapter|era in|of|for"],
    ["common mistakes|pitfalls|challenges|misconceptions|questions"],
)
_MOST_WORDS = 10
_ENDS = '.!,;…"”'
_PARAGRAPH = 60  # characters, at least, of the line below a heading
_MARKS = "#*_ \t"


@dataclass(frozen=True)
class TemplateHeading(Signal):
    """Several headings that would fit any article.

    **Why it counts.** Headings tell what comes next; stock ones ("Introduction", "Key Takeaways", "Final
    Thoughts") come from the outline of a text generator or of a guide to ranking well.

    **Flagged.** "Understanding the Budget", "The Importance of Harbours", "Final Thoughts" in one article, each of
    them.

    **Fine.** One or two of them; questions and numbered steps; the sections of a paper ("Abstract", "Methods");
    the same words inside prose.

    **Limits.** Guides by careful people are headed so too: a finding is worth a look. Headings are told by their
    shape, so an article whose line breaks are lost isn't judged.

    **Measured.**

    - clean news: outlets that experts rate .85 or more (data 7a38fec6): articles with one, of 1,000: .000 [.000,
      .423], n = 7,085
    - content farms, hoaxes and fabricated news (data a95e2a94): articles with one, of 1,000: .982 [.000, 3.18], n =
      2,037

    **Tried.** 51 in 793 articles of WCXB, most of them guides by shops and agencies. Two of the five seed
    articles.

    **Source.** Wikipedia, "Signs of AI writing", on outline-like sections; the headings of content farms and of the
    seed articles.
    """

    fewest: int = 3
    """Stock headings in one article; two are common in good guides."""

    id: ClassVar = "template-heading"
    group: ClassVar = "machine-written"
    soft: ClassVar = True
    trigger: ClassVar = (Alone(_STOCK), Opening(_OPENERS))

    def find(self, document: Document) -> Iterator[Finding]:
        stock = [*document.whole_lines(_STOCK), *(line for line, _ in document.opened_lines(_OPENERS))]
        if len(stock) >= self.fewest:
            headings = sorted({line.span for line in stock if _is_heading(document, line)})
            for span in headings if len(headings) >= self.fewest else ():
                yield self.at(span, f"One of {len(headings)} stock headings, such as an outline has.")


def _is_heading(document: Document, line: Passage) -> bool:
    """Whether a line stands as a heading does: short, unended, above a paragraph."""
    text = line.span.of(document.text).strip(_MARKS)
    fits = len(line.words) <= _MOST_WORDS and text[:1].isupper() and text[-1] not in _ENDS
    return fits and _length_below(document, line) >= _PARAGRAPH


def _length_below(document: Document, line: Passage) -> int:
    """Characters of the next line."""
    lines = document.lines
    place = bisect_right(lines.starts, line.span.start)
    return lines.ends[place] - lines.starts[place] if place < len(lines) else 0
