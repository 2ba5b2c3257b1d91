"""Near-duplicates made from real articles, found among all others; and articles on one event, brought together."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from sklearn.feature_extraction.text import TfidfVectorizer

from scorer.across.events import events
from scorer.across.held import Kind
from scorer.across.near import near_duplicates
from scorer.across.sketch import Sketch, sketch_batch
from scorer.article import Article
from scorer.dates import parse_date
from scorer.document import Batch
from scorer.lexicon import Phrasebook
from scorer.reading import Bools, Reading
from scorer.score import batches
from scorer.topics import topics
from scorer.train.figures import Figure, flags, rate, share
from scorer.trials.trial import Trial

_NEWS = ("quality/allsides_dev.parquet", "quality/spotlightpa.parquet")
_FARM = "quality/farm_dev.parquet"
_TEMPLATE = "antonnie.dev"  # of whose pages nine tenths are the same
_TRANSLATED = "signs/machine_text/mt_quality_to_english.parquet"
_STANCES, _BODIES = "signs/consistency/fnc1_test_stances.parquet", "signs/consistency/fnc1_test_bodies.parquet"
_SIGNAL = "near-duplicate"
_SEED = 20_261_123
_EACH = 500  # pairs of a kind
_SEGMENTS = 25  # sentences of a translated text
_NEIGHBOURS = 4  # words that may stand in for a word
_COMMON = 6_000  # words that have such
_ONE_EVENT = 0.3  # cosine of title and lede
_LEDE = 800  # characters
_BUSY = 200  # articles of a day that is no day but a gap in the metadata
_VERBATIM_WORDS, _VERBATIM = 5, 0.35  # words of a run that two texts hold by no chance; share of the shorter in such

_WORD = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?")
_SENTENCE_END = re.compile(r"(?<=[.!?]) ")

# What a site sets around an article that it copies.
_ABOVE = """Home News Sport Opinion Subscribe
Share this on Facebook
Advertisement
Sign up for our newsletter and get the latest stories in your inbox every morning.
"""
_BELOW = """
Related stories
Five things to watch this week
The best small hotels by the sea
Like us on Facebook and follow us on Twitter for more.
Comments are closed. All rights reserved.
"""

# What a spinner puts for a word; the neighbours of other words come from the table of topics.
_SYNONYMS = """
    "     said:stated, told:informed, big:large, small:little, help:assist, show:demonstrate,
    shows:demonstrates, get:obtain, buy:purchase, start:commence, started:commenced, begin:start,
    began:commenced, end:finish, many:numerous, people:folks, money:cash, important:crucial, problem:issue,
    problems:issues, country:nation, countries:nations, leader:head, leaders:heads, law:statute,
    laws:statutes, plan:scheme, plans:schemes, vote:ballot, votes:ballots, war:conflict, attack:assault,
    attacks:assaults, killed:slain, city:town, house:home, work:labor, worker:employee, workers:employees,
    company:firm, companies:firms, report:account, reports:accounts, group:band, groups:bands, new:fresh,
    old:aged, last:final, high:elevated, low:reduced, increase:rise, increased:risen, decrease:fall,
    cut:slash, cuts:reductions, support:backing, oppose:resist, opposed:resisted, believe:think,
    believes:thinks, want:desire, wants:desires, need:require, needs:requires, use:utilize, used:utilized,
    make:create, made:created, give:provide, gave:provided, good:fine, bad:poor, hard:difficult, easy:simple,
    fast:quick, whole:entire, part:portion, child:kid, children:kids, woman:lady, women:ladies, man:guy,
    men:guys, job:post, jobs:posts, talk:speak, talks:discussions, meeting:gathering, meetings:gatherings,
    deal:accord, deals:accords, security:safety, power:might, right:correct, wrong:incorrect, change:alter,
    changes:alterations, keep:retain, kept:retained, find:discover, found:discovered, ask:inquire,
    asked:inquired, call:urge, called:urged, number:figure, numbers:figures, year:twelvemonth, day:date
"""


@dataclass(frozen=True, slots=True)
class _Text:
    """One text of the collection; of what was made for a kind of pair, that kind and the text that it was made of."""

    title: str | None
    text: str
    source: str
    day: date | None = None
    made: str = ""
    origin: str = ""


@dataclass(frozen=True, slots=True)
class _Collection:
    """Texts; the pairs made on purpose, by kind; and pairs of different articles that are easily confused."""

    texts: list[_Text]
    made: dict[tuple[int, int], str]
    different: list[tuple[int, int]]
    found: dict[tuple[int, int], Kind]


def _copied(text: str, draw: np.random.Generator) -> str:
    """The text as another site prints it: without its end, or with furniture around it, or both."""
    cut = draw.random() < 0.5
    if cut:
        text = text[: int(len(text) * draw.uniform(0.5, 0.9))]
    return f"{_ABOVE}{text}{_BELOW}" if not cut or draw.random() < 0.5 else text


def _edited(text: str, draw: np.random.Generator, words: Sequence[str]) -> str:
    """One word in ten to twenty replaced, left out or put in, and as many neighbouring sentences in another order."""
    share = draw.uniform(0.05, 0.1)
    pieces = re.split(r"(\s+)", text)
    places = [place for place, piece in enumerate(pieces) if piece.strip()]
    for place in draw.choice(places, int(share * len(places)), replace=False):
        other = words[int(draw.integers(len(words)))]
        pieces[place] = (other, "", f"{pieces[place]} {other}")[draw.integers(3)]
    sentences = _SENTENCE_END.split("".join(pieces))
    for place in draw.integers(0, max(len(sentences) - 1, 1), int(share * len(sentences))):
        sentences[place : place + 2] = sentences[place : place + 2][::-1]
    return " ".join(sentences)


def _spun(text: str, draw: np.random.Generator, others: dict[str, list[str]]) -> str:
    """20 to 40 % of the content words, as far as they are no names, replaced by others like them."""
    found = list(_WORD.finditer(text))
    known = [place for place, match in enumerate(found) if match.group() in others]
    content = sum(match.group().lower() in others or match.group()[0].isupper() for match in found)
    wanted = min(int(draw.uniform(0.2, 0.4) * content), len(known))
    pieces, end = [], 0
    for place in sorted(draw.choice(known, wanted, replace=False).tolist()) if wanted else ():
        choice = others[found[place].group()]
        pieces += [text[end : found[place].start()], choice[draw.integers(len(choice))]]
        end = found[place].end()
    return "".join([*pieces, text[end:]])


def _neighbours(texts: Iterable[str]) -> dict[str, list[str]]:
    """For common words those that stand in the like company, by the table of topics, and the synonyms above."""
    counts = pd.Series([word for text in texts for word in _WORD.findall(text) if word.islower()]).value_counts()
    words = [str(word) for word in sorted(counts.index[:_COMMON]) if len(str(word)) > 3 and str(word).isalpha()]
    terms = topics().terms(Reading(words))
    rows = topics().rows(terms).astype(np.float64)
    rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1)
    near = rows @ rows.T
    near[terms.id[:, None] == terms.id] = -1
    likest = np.argsort(-near, axis=1, kind="stable")[:, :_NEIGHBOURS]
    found = {
        words[place]: [words[terms.place[other]] for other in row]
        for place, row in zip(terms.place, likest, strict=True)
    }
    synonyms = (entry.split(":") for entry in _SYNONYMS.replace("\n", " ").split(",") if entry.strip())
    return found | {word.strip(): [other] for word, other in synonyms}


@cache
def _collection(folder: Path) -> _Collection:
    """All articles of the labelled sets, the pairs made from some of them, and the near-duplicates found in it all."""
    rows = pd.concat([pd.read_parquet(folder / file) for file in (*_NEWS, _FARM)], ignore_index=True)
    texts = [
        _Text(title or None, text, domain, parse_date(day))
        for title, text, domain, day in rows[["title", "text", "domain", "date"]].fillna("").itertuples(index=False)
    ]
    news = np.flatnonzero(rows["domain"] != _TEMPLATE).tolist()
    made = _made(texts, news) + _translated(folder)
    pairs = {}
    for one, other in made:
        if isinstance(one, _Text):
            texts.append(one)
        pairs[len(texts) - 1 if isinstance(one, _Text) else one, len(texts)] = other.made
        texts.append(other)
    found = {(pair.one, pair.other): pair.kind for pair in near_duplicates(_sketched(texts))}
    return _Collection(texts, pairs, _different(texts[: len(rows)], rows), found)


def _made(texts: Sequence[_Text], news: Sequence[int]) -> list[tuple[int | _Text, _Text]]:
    draw = np.random.default_rng(_SEED)
    drawn = draw.choice(news, 3 * _EACH, replace=False).tolist()
    others = _neighbours(texts[place].text for place in drawn)
    ways: tuple[tuple[str, Callable[[str], str]], ...] = (
        ("copies", lambda text: _copied(text, draw)),
        ("light edits", lambda text: _edited(text, draw, list(others))),
        ("synonym spins", lambda text: _spun(text, draw, others)),
    )
    return [
        (place, _spoilt(texts[place], texts[other], kind, way))
        for start, (kind, way) in enumerate(ways)
        for place, other in zip(drawn[start::3], drawn[start + 1 :: 3] + drawn[:1], strict=False)
    ]


def _spoilt(one: _Text, other: _Text, kind: str, way: Callable[[str], str]) -> _Text:
    """A text under the title of another."""
    return _Text(other.title, way(one.text), one.source, made=kind, origin=one.text)


def _translated(folder: Path) -> list[tuple[int | _Text, _Text]]:
    """Sentences put together to texts: as a person mended the translation, and as the machine gave it."""
    rows = pd.read_parquet(folder / _TRANSLATED).sample(frac=1, random_state=_SEED)
    pairs: list[tuple[int | _Text, _Text]] = []
    for language, some in rows.groupby("src_lang"):
        for start in range(0, _EACH // 5 * _SEGMENTS, _SEGMENTS):
            part = some.iloc[start : start + _SEGMENTS]
            texts = (" ".join(part["pe"]), " ".join(part["mt"]))
            pairs.append(
                (_Text(None, texts[0], str(language)), _Text(None, texts[1], str(language), made="translations"))
            )
    return pairs


def _sketched(texts: Sequence[_Text]) -> list[Sketch]:
    book = Phrasebook([])
    articles = (Article(text.text, title=text.title) for text in texts)
    return [
        sketch for some in batches(articles, lambda one: len(one.text)) for sketch in sketch_batch(Batch(some, book))
    ]


def _different(texts: Sequence[_Text], rows: pd.DataFrame) -> list[tuple[int, int]]:
    """Pairs of articles of one day that begin alike but aren't one text, and pairs of pages of one template."""
    beginnings = [f"{text.title or ''}. {text.text[:_LEDE]}" for text in texts]
    table = TfidfVectorizer(stop_words="english", min_df=2, sublinear_tf=True).fit_transform(beginnings)
    pairs = []
    by_day = pd.Series(range(len(texts))).groupby([text.day for text in texts])
    for _, places in by_day:
        day = places.to_numpy()
        if 1 < len(day) <= _BUSY:
            near = np.argwhere(np.triu((table[day] @ table[day].T).toarray() > _ONE_EVENT, 1))
            pairs += [(int(day[one]), int(day[other])) for one, other in near]
    pages = np.flatnonzero(rows["domain"] == _TEMPLATE).tolist()
    pages = [page for page in pages if not rows["title"].iloc[pages].duplicated(keep=False)[page]]
    return [pair for pair in pairs if not _is_one_text(texts, pair)] + list(pairwise(pages))


def _is_one_text(texts: Sequence[_Text], pair: tuple[int, int]) -> bool:
    """Whether a third of the shorter text stands word for word in the other, in runs of five words.

    What was made is held by what it was made of.
    """
    both = ((texts[place].origin or texts[place].text).lower() for place in pair)
    one, other = sorted((re.findall(r"\w+", text) for text in both), key=len)
    known = {tuple(other[at : at + _VERBATIM_WORDS]) for at in range(len(other))}
    held = np.zeros(len(one), dtype=np.bool_)
    for at in range(len(one) - _VERBATIM_WORDS + 1):
        if tuple(one[at : at + _VERBATIM_WORDS]) in known:
            held[at : at + _VERBATIM_WORDS] = True
    return bool(held.mean() >= _VERBATIM)


def _near(kind: str, folder: Path) -> Iterator[Figure]:
    """Pairs of one kind against all pairs of different articles.

    A pair that was found but not made counts as wrong unless a third of it is the same word for word.
    """
    all_of = _collection(folder)
    made = [pair for pair, way in all_of.made.items() if way == kind]
    others = {pair for pair, found in all_of.found.items() if found != "partial" and pair not in all_of.made}
    wrong = sorted(pair for pair in others if not _is_one_text(all_of.texts, pair))
    rows = [*made, *sorted({*all_of.different, *wrong})]
    truth = np.arange(len(rows)) < len(made)
    flagged = np.array([all_of.found.get(pair, "partial") != "partial" for pair in rows])
    precision, recall, _ = flags(truth, flagged)
    yield precision
    yield recall


def _different_found(folder: Path) -> Iterator[Figure]:
    all_of = _collection(folder)
    farm = [pair for pair in all_of.different if all_of.texts[pair[0]].source == _TEMPLATE]
    news = [pair for pair in all_of.different if all_of.texts[pair[0]].source != _TEMPLATE]
    for name, pairs in (("articles on one event", news), ("pages of one template", farm)):
        yield rate(f"pairs of {name} said to be one text, of 1,000", _hits(all_of, pairs))


def _hits(all_of: _Collection, pairs: Sequence[tuple[int, int]]) -> Bools:
    return np.array([all_of.found.get(pair, "partial") != "partial" for pair in pairs])


def _events(folder: Path) -> Iterator[Figure]:
    """Bodies that one headline was held against and found to be about the same are on one event."""
    stances: Any = pd.read_parquet(folder / _STANCES).query("Stance != 'unrelated'")
    texts = pd.read_parquet(folder / _BODIES).set_index("Body ID")["articleBody"]
    told = _joined(stances.groupby("Headline")["Body ID"].agg(list))
    bodies = sorted(told)
    clusters = events(_sketched([_Text(None, texts[body], "") for body in bodies]), [None] * len(bodies))
    given = {place: number for number, cluster in enumerate(clusters) for place in cluster}
    true = np.array([told[body] for body in bodies])
    ours = np.array([given.get(place, -1 - place) for place in range(len(bodies))])
    same, together = true[:, None] == true, ours[:, None] == ours
    yield share("B-cubed precision", (same & together).sum(axis=1) / together.sum(axis=1), true)
    yield share("B-cubed recall", (same & together).sum(axis=1) / same.sum(axis=1), true)


def _joined(groups: Iterable[list[int]]) -> dict[int, int]:
    """The event of each body: the least body that headlines lead to from it."""
    event: dict[int, int] = {}
    for bodies in groups:
        known = {event.setdefault(body, body) for body in bodies}
        event |= {body: min(known) for body, number in event.items() if number in known}
    return event


TRIALS = (
    *(
        Trial(_SIGNAL, f"{kind} made from news, among all articles", (*_NEWS, _FARM, _TRANSLATED), partial(_near, kind))
        for kind in ("copies", "light edits", "synonym spins")
    ),
    Trial(
        _SIGNAL,
        "machine translations against those mended by people, among all articles",
        (*_NEWS, _FARM, _TRANSLATED),
        partial(_near, "translations"),
    ),
    Trial(
        _SIGNAL, "different articles on one event, or of one template", (*_NEWS, _FARM, _TRANSLATED), _different_found
    ),
    Trial("corpus-conflict", "FNC-1, development bodies, brought together by event", (_STANCES, _BODIES), _events),
)
