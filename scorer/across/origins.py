"""Origins: how many independent sources stand behind several articles.

Ten articles are one source if all of them are copies of one, come from one publisher, or know what they tell from one
agency alone. Where articles rest on one another and on nobody else, the report goes in a circle.
"""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from scorer.across.joined import Joined
from scorer.across.triggers import Triggers
from scorer.document import Document
from scorer.speech import SAID

OUTLETS: Mapping[str, tuple[str, ...]] = {
    "Reuters": ("Reuters", "reuters.com"),
    "Associated Press": ("Associated Press", "AP", "The AP", "apnews.com", "ap.org", "hosted.ap.org"),
    "AFP": ("AFP", "Agence France-Presse", "Agence France Presse", "afp.com"),
    "UPI": ("UPI", "United Press International", "upi.com"),
    "Bloomberg": ("Bloomberg", "Bloomberg News", "bloomberg.com"),
    "dpa": ("dpa", "Deutsche Presse-Agentur", "dpa.com"),
    "TASS": ("TASS", "Tass", "ITAR-TASS", "tass.com"),
    "RIA Novosti": ("RIA", "RIA Novosti", "ria.ru"),
    "Interfax": ("Interfax", "interfax.com", "interfax.ru"),
    "Sputnik": ("Sputnik", "sputniknews.com", "sputnikglobe.com"),
    "RT": ("RT", "Russia Today", "rt.com"),
    "Xinhua": ("Xinhua", "xinhuanet.com", "news.cn"),
    "Global Times": ("Global Times", "globaltimes.cn"),
    "KCNA": ("KCNA", "Korean Central News Agency", "North Korean News Agency", "kcna.kp"),
    "Yonhap": ("Yonhap", "yna.co.kr", "en.yna.co.kr"),
    "Kyodo": ("Kyodo", "kyodonews.net", "english.kyodonews.net"),
    "IRNA": ("IRNA", "irna.ir"),
    "Tasnim": ("Tasnim", "tasnimnews.com"),
    "SANA": ("SANA", "sana.sy"),
    "Anadolu": ("Anadolu", "Anadolu Agency", "aa.com.tr"),
    "ANSA": ("ANSA", "ansa.it"),
    "EFE": ("EFE", "efe.com"),
    "PTI": ("PTI", "Press Trust of India", "ptinews.com"),
    "Ukrinform": ("Ukrinform", "ukrinform.net"),
    "Al Jazeera": ("Al Jazeera", "Al-Jazeera", "aljazeera.com"),
    "BBC": ("BBC", "bbc.com", "bbc.co.uk"),
    "CNN": ("CNN", "cnn.com", "edition.cnn.com"),
    "Fox News": ("Fox News", "foxnews.com"),
    "NBC": ("NBC", "NBC News", "nbcnews.com"),
    "CBS": ("CBS", "CBS News", "cbsnews.com"),
    "ABC News": ("ABC News", "abcnews.go.com", "abcnews.com"),
    "NPR": ("NPR", "npr.org"),
    "New York Times": ("New York Times", "nytimes.com"),
    "Washington Post": ("Washington Post", "washingtonpost.com"),
    "Wall Street Journal": ("Wall Street Journal", "wsj.com"),
    "USA Today": ("USA Today", "USA TODAY", "usatoday.com"),
    "Los Angeles Times": ("Los Angeles Times", "latimes.com"),
    "Financial Times": ("Financial Times", "ft.com"),
    "Politico": ("Politico", "POLITICO", "politico.com", "politico.eu"),
    "Axios": ("Axios", "axios.com"),
    "The Guardian": ("Guardian", "theguardian.com", "guardian.co.uk"),
    "The Times of London": ("Times of London", "thetimes.co.uk"),
    "The Telegraph": ("Telegraph", "telegraph.co.uk"),
    "Daily Mail": ("Daily Mail", "DailyMail.com", "dailymail.co.uk"),
    "The Times of India": ("Times of India", "timesofindia.indiatimes.com", "indiatimes.com"),
    "South China Morning Post": ("South China Morning Post", "scmp.com"),
    "Izvestia": ("Izvestia", "iz.ru"),
    "Kommersant": ("Kommersant", "kommersant.ru"),
    "Haaretz": ("Haaretz", "haaretz.com"),
    "Der Spiegel": ("Der Spiegel", "Spiegel", "spiegel.de"),
    "Le Monde": ("Le Monde", "lemonde.fr"),
}
"""News agencies and papers that others rest on: each by its name, the ways that it is written, and its sites."""

_KNOWN = {name: outlet for outlet, names in OUTLETS.items() for name in names}
_WIRE = re.compile(rf"\((?P<wire>{'|'.join(map(re.escape, _KNOWN))})\) ?(?:[-–—]|\n)")
_OPENING = 400  # characters in which an agency's mark may stand
_SPEAKS = Triggers((*SAID.split(), "according"))


class Credits(NamedTuple):
    """Whom an article has what it tells from.

    ``wire`` is the agency whose text it says to be, empty without one. ``outlets`` are the agencies and papers that it
    cites, by the names in :data:`OUTLETS`, and ``others`` counts the sentences in which anybody else speaks.
    """

    wire: str
    outlets: tuple[str, ...]
    others: int

    @property
    def only(self) -> str:
        """The one outlet that all is from; empty where there is none or more than one, or somebody else speaks."""
        if self.wire:
            return self.wire
        return self.outlets[0] if len(self.outlets) == 1 and not self.others else ""


class Origin(NamedTuple):
    """Articles that are one source.

    ``outlets`` are those that some of them have all they tell from. ``copies`` says that some are copies of one
    another, ``published`` that some have one publisher, ``circular`` that each rests on another and none on
    anybody else.
    """

    members: tuple[int, ...]
    outlets: tuple[str, ...] = ()
    copies: bool = False
    published: bool = False
    circular: bool = False


def credits_of(document: Document) -> Credits:
    """Whom an article cites."""
    wire = _WIRE.search(document.text, 0, _OPENING)
    cited = [(name.words.start, _KNOWN.get(name.span.of(document.text))) for name in document.names]
    outlets: dict[str, None] = {}
    others = 0
    for sentence in dict.fromkeys(document.sentence_words(word) for word in _SPEAKS.words(document)):
        here = cited[bisect_left(cited, (sentence.start,)) : bisect_left(cited, (sentence.stop,))]
        named = [outlet for _, outlet in here if outlet]
        outlets.update(dict.fromkeys(named))
        others += not named
    return Credits(_KNOWN[wire["wire"]] if wire else "", tuple(outlets), others)


@cache
def publisher(source: str) -> str:
    """Who publishes a source: the outlet's name in :data:`OUTLETS`, else the source itself, in small letters.

    >>> publisher("www.reuters.com"), publisher("Example Times")
    ('Reuters', 'example times')
    """
    site = source.removeprefix("www.")
    return _KNOWN.get(site) or _KNOWN.get(site.removeprefix("The ").removeprefix("the ")) or site.lower()


class Witness(NamedTuple):
    """What is known of an article as a source: whom it cites, who publishes it, and what it is a copy of.

    ``publisher`` is empty where it isn't known; ``voice`` is the number that stands for the article and all copies.
    """

    cites: Credits
    publisher: str
    voice: int


def origins_of(witnesses: Mapping[int, Witness]) -> list[Origin]:
    """The independent sources behind some articles, by their numbers, the one with most articles first."""
    joined = Joined()
    for number, witness in witnesses.items():
        joined.add(number, ("copy", witness.voice))
        for outlet in filter(None, (witness.publisher, witness.cites.only)):
            joined.add(number, ("outlet", outlet))
    origins = [_origin({number: witnesses[number] for number in group}) for group in joined.groups(witnesses)]
    return sorted(origins, key=lambda origin: (-len(origin.members), origin.members))


def _origin(group: Mapping[int, Witness]) -> Origin:
    rests = [witness.cites.only for witness in group.values()]
    publishers = [witness.publisher for witness in group.values() if witness.publisher]
    others = {
        witness.cites.only
        for witness in group.values()
        if witness.cites.only and witness.cites.only != witness.publisher
    }
    return Origin(
        tuple(group),
        tuple(sorted(others)),
        copies=len({witness.voice for witness in group.values()}) < len(group),
        published=len(set(publishers)) < len(publishers),
        circular=len(set(publishers)) > 1 and len(publishers) == len(group) and _is_circle(rests, publishers),
    )


def _is_circle(rests: Sequence[str], publishers: Sequence[str]) -> bool:
    """Whether each rests on the publisher of another."""
    return all(outlet in publishers and outlet != own for outlet, own in zip(rests, publishers, strict=True))
