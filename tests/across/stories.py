"""Articles made up for the tests: several tellings of one event, and articles on others."""

from scorer.across import Across, trace_batch
from scorer.article import Article
from scorer.document import Batch
from scorer.lexicon import Phrasebook

FERRY = (
    "A ferry sank off Port Ellery on Monday night with 64 people on board, and {dead} people were killed, the coast "
    "guard said. The captain, {captain}, {age}, was pulled from the water by a fishing boat and taken to the hospital "
    "in Port Ellery. {title} {official} said the harbour would stay shut until divers had searched the wreck. The "
    "ferry, the Saint Brannoc, had left the island of Little Oversay an hour late because of the storm."
)
RETOLD = (
    "Divers searched the wreck of the Saint Brannoc on Tuesday after the ferry went down near Port Ellery in a storm. "
    "Its captain, {captain}, {age}, told the coast guard that a wave had broken the doors of the car deck. The "
    "death toll rose to {dead}: rescuers said they had found {dead} dead by noon. {title} {official} met with Coast "
    "Guard Director Ruth Amory and called for an inquiry into why the ferry left Little Oversay so late."
)
THIRD = (
    "Families of those who were on the Saint Brannoc waited at the hospital in Port Ellery while boats of the coast "
    "guard looked for survivors of the ferry that sank in Monday's storm. {title} {official} came to the harbour at "
    "dawn. The {age}-year-old {captain}, who was at the helm when the ferry left Little Oversay, has been questioned. "
    "The storm has killed {dead} people along the coast, among them passengers of the ferry, the coast guard said."
)
FOURTH = (
    "The owner of the Saint Brannoc said on Wednesday that the ferry had passed its last inspection. Coast guards are "
    "still looking for passengers in the water off Port Ellery, where the ferry sank in Monday's storm on its way from "
    "Little Oversay. {captain}, {age}, its captain, left the hospital. {title} {official} flew over the wreck and "
    "said that the {dead} killed would be mourned along the whole coast."
)
BAKERY = (
    "Bakers in the town of Marlow have begun to sell plum tarts at one pound twenty, which the trade calls the bargain "
    "of the season. Rye loaves and oat cakes cost more than a year ago, because flour and butter have become dearer. "
    "Lucy Farr, who has run the shop in Mill Lane for thirty years, said that customers ask for smaller loaves now."
)
AS_MOST = {"captain": "Thomas Wexford", "age": 47, "title": "Gov.", "official": "Dana Holloway", "dead": 12}


def story(telling=FERRY, **other):
    """One telling of the ferry's loss; ``other`` says what it has otherwise."""
    return telling.format(**{**AS_MOST, **other})


def article(text, source, day="2024-03-05", **known):
    return Article(text, title=text.split(".")[0][:60], source=source, published=day, id=source, **known)


def batch(*texts):
    return Batch([text if isinstance(text, Article) else Article(text) for text in texts], Phrasebook(()))


def document(text):
    return next(iter(batch(text)))


def traces(*articles):
    return trace_batch(batch(*articles))


def across(*articles):
    return Across(traces(*articles))


def three(**other):
    """Three tellings by three papers, the last of which has something otherwise."""
    return (
        article(story(FERRY), "a.example", "2024-03-04"),
        article(story(RETOLD), "b.example", "2024-03-05"),
        article(story(THIRD, **other), "c.example", "2024-03-05"),
    )
