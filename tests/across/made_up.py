"""Made-up articles that share neither sentences nor, for the most part, runs of words."""

import random

from scorer import Article
from scorer.across.sketch import sketch_batch
from scorer.document import Batch
from scorer.lexicon import Phrasebook

NAMES = "Holt Reyes Dunn Weir Okafor Lindqvist Marchetti Yamada Petrov Haddad Novak Silva Byrne Castellanos Osei Varga"
FIRST = "Ann Omar Carla Tom Ingrid Kofi Lucia Pavel Mariam Hugo Nadia Felix Rosa Viktor Elena Samuel"
NOUNS = """
    bridge harbor school market station council budget hospital orchard library tunnel stadium river canal factory
    museum airport reservoir bakery courthouse theater ferry railway prison warehouse clinic vineyard quarry lighthouse
    parliament shipyard refinery archive observatory monastery dam brewery mill newspaper lottery pension tariff census
"""
VERBS = """
    rebuilt inspected sold flooded financed criticized opened measured defended painted abandoned insured photographed
    evacuated audited renamed leased repaired surveyed demolished searched praised copied moved guarded taxed doubted
"""
ENDINGS = """
    yesterday quietly abroad twice overnight reluctantly again alone cheaply in_public by_mistake with_help on_foot
    before_dawn after_lunch without_notice despite_rain under_guard for_profit since_spring near_midnight at_last
"""


def drawing(seed):
    """What draws the same for the same seed."""
    return random.Random(seed)  # noqa: S311  (no secret hangs on it)


def article(seed, sentences=40):
    """A text of so many sentences; the same for the same seed."""
    draw = drawing(seed)
    return " ".join(sentence(draw) for _ in range(sentences))


def sentence(draw):
    """Who did what, with some names and numbers."""
    words = [NAMES.split(), FIRST.split(), NOUNS.split(), VERBS.split(), ENDINGS.replace("_", " ").split()]
    name, first, noun, verb, ending = (draw.choice(some) for some in words)
    other, third = draw.sample(NOUNS.split(), 2)
    return draw.choice(
        (
            f"{first} {name} {verb} the {noun} beside a {other} {ending}.",
            f"Some {draw.randint(11, 999)} workers of the {other} {verb} its {noun} {ending}, the {third} said.",
            f"The {noun} and every {other} were {verb} {ending} when {name} left the {third}.",
            f"After the {third}, {first} {name} called the {noun} older than any {other} ({draw.randint(1801, 1999)}).",
        )
    )


def sketches(*articles):
    """Sketches of texts, or of pairs of a text and its title."""
    known = [one if isinstance(one, tuple) else (one, None) for one in articles]
    return sketch_batch(Batch([Article(text, title=title) for text, title in known], Phrasebook([])))
