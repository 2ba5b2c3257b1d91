"""Flaws: sound articles with the faults of careless publishing written into them.

Labelled corpora are cleaned, so they hold few of the faults that signals look for. Training needs
both sides of the contrast: the same article with and without. Everything written in here is made up
for the purpose. What it can't teach is how often real pages bear each fault.
"""

import random
import re
from collections.abc import Callable, Sequence

Paragraphs = list[str]
Flaw = Callable[[Paragraphs, str, random.Random], Paragraphs]

_FEWEST, _MOST = 2, 5  # flaws in one article
_CAPITALISED = re.compile(r"\b[A-Z][a-z]{3,14}\b")
_NAMED_SOURCE = re.compile(r"\b(?:said|told|according to)\b", re.IGNORECASE)

_OTHER_TOPICS = (
    "10 gadgets that will change your kitchen forever",
    "Why this small coin could triple before spring",
    "The best slow cooker recipes for busy families",
    "How to unlock every hidden level in the new racing game",
    "She tried this skin serum for a week. The result surprised doctors",
    "Top five beaches to visit before they get crowded",
    "What your star sign says about your savings",
)
_COMMENT_FORMS = (
    ("Leave a Comment", "Your email address will not be published. Required fields are marked *"),
    ("Leave a Reply Cancel reply", "Save my name, email, and website in this browser for the next time I comment."),
    ("Post a Comment", "You must be logged in to post a comment."),
)
_PLUGINS = (
    "Please enable JavaScript to view this content.",
    "Your browser does not support the video tag.",
    "To play the media you will need to update your browser to a recent version or update your Flash plugin.",
    "This content requires Adobe Flash Player.",
)
_SHARES = ("Share on Facebook", "Share this:", "Tweet", "Share this article", "Click to share on Twitter")
_NEWSLETTERS = (
    "Subscribe to our newsletter",
    "Sign up for our daily newsletter and never miss a story.",
    "Enter your email address to get updates",
)
_NAVIGATION = ("Back to Top", "Home » News » World", "Skip to content", "Previous Post", "| Politics | World | Arts |")
_METADATA = ("Published: | Updated:", "By: ", "Date: | Author:", "Posted on by", "Tags: | Category:")
_CREDITS = ("Image Credits: Getty", "Photo credit: the agency", "Image source: Pixabay", "Image for: {title}")
_FOREIGN = (
    "dos persones caminen per un carrer amb botigues i una bandera, foto d'estoc",
    "zwei Menschen stehen vor einem Gebäude mit einer Fahne und einem roten Stuhl",
    "un hombre y una mujer se dan la mano delante de dos banderas en una sala",
    "une femme et un homme marchent dans la rue avec des drapeaux devant la maison",
    "Leggi anche le altre notizie della giornata su questo argomento",
)
_VAGUE = (
    "Experts have suggested that the situation could change in the coming months.",
    "Reports indicate that further steps are being considered.",
    "It is believed that more details will emerge soon.",
    "Analysts say that the move may have far-reaching consequences.",
    "Sources claimed that talks had been under way for some time.",
    "Observers have noted that the decision is seen as a turning point.",
    "Critics argue that the plan could potentially backfire.",
)
_FILLER = (
    "This development underscores the importance of cooperation in an ever-changing landscape.",
    "As these developments unfold, the world is watching closely.",
    "It is crucial to stay informed about this evolving situation.",
    "In conclusion, the matter represents a new chapter with profound implications.",
    "Looking ahead, both sides will have to navigate the challenges and opportunities that lie before them.",
    "The significance of these events cannot be overstated.",
    "Historically, the two have had a complex and evolving relationship.",
)
_HEADINGS = ("Key Takeaways", "A New Chapter", "Looking Ahead", "The Bigger Picture", "Conclusion", "What This Means")


def spoil(text: str, title: str, seed: int) -> str:
    """``text`` with two to five flaws written in; the same seed gives the same text."""
    draw = random.Random(seed)  # noqa: S311  (no secret hangs on it)
    paragraphs = [line.strip() for line in text.split("\n") if line.strip()]
    for flaw in draw.sample(FLAWS, draw.randint(_FEWEST, _MOST)):
        paragraphs = flaw(paragraphs, title, draw)
    return "\n\n".join(paragraphs)


def _inserted(paragraphs: Paragraphs, lines: Sequence[str], draw: random.Random) -> Paragraphs:
    """The lines between two paragraphs of the body."""
    at = draw.randint(1, max(1, len(paragraphs) - 1))
    return [*paragraphs[:at], *lines, *paragraphs[at:]]


def _topics(paragraphs: Paragraphs, draw: random.Random) -> list[str]:
    words = sorted(set(_CAPITALISED.findall(" ".join(paragraphs)))) or ["News"]
    return draw.sample(words, min(len(words), draw.randint(3, 8)))


def _seo_section(paragraphs: Paragraphs, _title: str, draw: random.Random) -> Paragraphs:
    topic = " ".join(_topics(paragraphs, draw)[:2])
    heading = draw.choice(["SEO Keywords", "### SEO Keywords", "Focus Keyword:", "Keywords for SEO"])
    sentence = f"In this article we have used the focus keyword “{topic}” to optimize for search engines."
    return [*paragraphs, heading, sentence]


def _hashtags(paragraphs: Paragraphs, _title: str, draw: random.Random) -> Paragraphs:
    return [*paragraphs, " ".join(f"#{topic}" for topic in [*_topics(paragraphs, draw), "News", "Update"])]


def _injected_link(paragraphs: Paragraphs, _title: str, draw: random.Random) -> Paragraphs:
    marker = draw.choice(["See also", "Read more:", "Also read:", "Related:", "You may also like:"])
    return _inserted(paragraphs, [f"{marker} {draw.choice(_OTHER_TOPICS)}"], draw)


def _comment_form(paragraphs: Paragraphs, _title: str, draw: random.Random) -> Paragraphs:
    return [*paragraphs, *draw.choice(_COMMENT_FORMS)]


def _source_link(paragraphs: Paragraphs, _title: str, draw: random.Random) -> Paragraphs:
    return [*paragraphs, draw.choice(["Source link", "Source", "Original Source"])]


def _doubled_title(paragraphs: Paragraphs, title: str, _draw: random.Random) -> Paragraphs:
    return [title, title, *paragraphs] if title else paragraphs


def _headings(paragraphs: Paragraphs, _title: str, draw: random.Random) -> Paragraphs:
    for heading in draw.sample(_HEADINGS, 3):
        paragraphs = _inserted(paragraphs, [f"### {heading}"], draw)
    return paragraphs


def _vague_sources(paragraphs: Paragraphs, _title: str, draw: random.Random) -> Paragraphs:
    """Vague claims take the place of paragraphs that name a source."""
    vague = draw.sample(_VAGUE, 4)
    return [vague.pop() if vague and _NAMED_SOURCE.search(line) else line for line in paragraphs]


def _said_again(paragraphs: Paragraphs, _title: str, draw: random.Random) -> Paragraphs:
    """A paragraph that stands three times."""
    again = max(draw.sample(paragraphs, min(3, len(paragraphs))), key=len, default="")
    return _inserted(_inserted(paragraphs, [again], draw), [again], draw) if again else paragraphs


def _hidden_characters(paragraphs: Paragraphs, _title: str, draw: random.Random) -> Paragraphs:
    """Zero-width spaces inside the words of a paragraph."""
    at = draw.randrange(len(paragraphs)) if paragraphs else 0
    return [
        re.sub(r"(?<=\w\w)(?=\w\w\w)", "\u200b", line) if place == at else line for place, line in enumerate(paragraphs)
    ]


def _spread(name: str, lines: Sequence[str], most: int) -> Flaw:
    """A flaw, called ``name``, that puts one to ``most`` of the lines into the body."""

    def flaw(paragraphs: Paragraphs, title: str, draw: random.Random) -> Paragraphs:
        for line in draw.sample(lines, draw.randint(1, most)):
            paragraphs = _inserted(paragraphs, [line.format(title=title)], draw)
        return paragraphs

    flaw.__name__ = name
    return flaw


FLAWS: tuple[Flaw, ...] = (
    _seo_section,
    _hashtags,
    _injected_link,
    _comment_form,
    _source_link,
    _doubled_title,
    _headings,
    _vague_sources,
    _said_again,
    _hidden_characters,
    _spread("_plugins", _PLUGINS, 1),
    _spread("_shares", _SHARES, 2),
    _spread("_newsletters", _NEWSLETTERS, 1),
    _spread("_navigation", _NAVIGATION, 2),
    _spread("_metadata", _METADATA, 1),
    _spread("_credits", _CREDITS, 2),
    _spread("_foreign", _FOREIGN, 1),
    _spread("_vague", _VAGUE, 4),
    _spread("_filler", _FILLER, 5),
)
