"""Cues: the words by which a sentence reports, ascribes or hedges, each with what stands around it.

A cue alone says little ("said" may be anybody's); who stands before it, what mark parts them and
whether all of it is quoted says much. :class:`Cues` lays that out as numbers for a
:class:`~scorer.classifier.Classifier` of the kind ``cues``, which judges each cue by itself: so its verdict
shows where in the sentence the evidence is.
"""

from collections.abc import Callable
from functools import cache, cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from scorer.keys import Ints, Keys, KeyTable
from scorer.reading import Bools, Floats, Ranges, word_keys
from scorer.tokens import Units

# Words that may report what somebody said, thought or showed, or leave open whether it is so.
_CUES = """
    according accusation accusations accuse accused accuses accusing acknowledge acknowledged acknowledges
    acknowledging added adding address addressed addresses adds admit admits admitted admitting advice advocate
    advocated advocates advocating afraid agree agreed agrees allegation allegations allege alleged allegedly alleges
    alleging almost anger angered angry announce announced announcement announces announcing answer answered answers
    anticipate anticipated apparent apparently appeal appealed appear appeared appearing appears applauded applauds
    approved approves arguably argue argued argues arguing argument arguments ascertain ask asked asking asks assailed
    assert asserted assertion assertions asserts assume assumed assumes assuming assumption assure assured assures
    attack attacked attacking attacks attention attest attested attributed aware backed backing backlash backs began
    belief beliefs believe believed believes believing bemoaned blame blamed blames blaming blast blasted blasting
    boast boasted brag bragged buzz call called calling calls can candidate caution cautioned celebrated certain
    challenged challenging championed chance chanted charged chatter chide chided cite cited cites citing claim
    claimed claiming claims clarified clarify clear comment commented comments compare compared compares complain
    complained complaints concede conceded conceivable conceivably concern concerned concerns conclude concluded
    concludes concluding condemn condemned condemns confided confident confirm confirmed confirming confirms
    conjecture conjectured consensus consider considered considering considers contend contended contending contends
    contention continued continues controversial controversy convinced could countered countering credited criticised
    criticism criticize criticized criticizes criticizing debate debated decide decided decision declare declared
    declares declaring declined decried decry deemed defend defended defends demand demanding demands denied denies
    denounce denounced denouncing deny denying describe described describing desire detail detailed details determine
    determined disagree disagreed disagrees disclosed discuss discussed discusses discussing dismiss dismissed
    dismisses dismissing dispute disputed disputes doubt doubted doubtful doubts dubbed dubious eager echoed either
    emailed embrace embraced emphasize emphasized emphasizes emphasizing encouraged endorse endorsed endorsement
    endorsements endorses endorsing estimate estimated estimates eventual eventually evidence evidently examine
    examined excoriated expect expectation expectations expected expecting expects explain explained explaining
    explains explore express expressed expresses expressing favor favored favors fear feared fearful fearing fears
    feel feeling feels felt filed finding finds fired focus focused forecast forecasted forecasts found future gave
    generally guess guessing hail hailed hailing hate hates hear heard highlight highlighted hint hinted hinting hints
    hope hoped hopeful hopes hoping hypothesis hypothesised hypothesize hypothesized hypothetical hypothetically idea
    ideas identified if ignored imagine imagined implied implies imply implying indicate indicated indicates
    indicating inferred inform informed insist insisted insistence insisting insists instructed insult insulted intend
    intended intends intent intention interpreted interview introduce investigate investigated investigation invite
    invited invoke invoked issued joke joked joking knew know knowing known knows label labeled labeling lambasted
    lament lamented lashed lauded lawsuit learn learned learns letter lie lied like liked likelihood likely likened
    likes listed lists look looked looking love loved loves lying maintain maintained maintaining maintains may maybe
    memo mention mentioned mentioning mentions message might mock mocked mocking mocks mused name named names nodded
    nominated not note noted notes noting objected observe observed observes offered offering offers often opinion
    opinions oppose opposed opposes opposition order ordered orders ostensibly outcry outrage perceived perception
    perhaps pitch pitched plan planned planning plans plausible plea plead pleaded pleads pledge pledged pledges
    pointed pointing points polls pondered portray portrayed portraying possibilities possibility possible possibly
    posted potential potentially praise praised praises praising predict predicted predicting prediction predictions
    predicts prefer preferred prefers press pressed presumably presume presumed presumption probability probable
    probably proclaim proclaimed projected promise promised promises promising proposal proposals propose proposed
    proposes proposing prospective prove proved proves publish published purported purportedly push pushed pushes
    pushing putative question questionable questioned questioning questions quipped quote quoted quotes quoting railed
    raised raises raising rated rattled read reading reads realize realized rebuked recalled recalling recalls
    recognize recognized recommend recommended recommends refer referenced referred referring refers refuse refused
    refuses regarded reiterate reiterated reiterates reiterating reject rejected rejecting rejects released reluctant
    remark remarked remarks remember remembered remembers remind reminded reminding reminds repeat repeated repeating
    repeats replied replies reply report reported reportedly reporting reports represent reputed reputedly request
    requested requesting requests respond responded responding responds response retort retorted retweeted reveal
    revealed revealing reveals ridiculed ripped ruled rules ruling rumor rumored rumors rumour rumoured rumours said
    saw say saying says scheduled scoffed scolded see seeing seek seeking seeks seem seemed seeming seemingly seems
    seen sees sense shared shares shot should shout shouted show showed showing shown shows signal signaled signals
    signed skeptical skepticism slam slammed slams sometimes sought sounded speaks speculate speculated speculates
    speculating speculation speculations speech spoke spoken stance stand stated statement statements states stating
    stress stressed stresses stressing study sued suggest suggested suggesting suggestion suggestions suggests suing
    support supported supporting supports suppose supposed supposedly sure suspect suspected suspects suspicion
    suspicions swore sworn talk talked talking talks tell telling tells tend tends tentative tentatively test tested
    testified testifies testify testifying testimony thank thanked theoretical theoretically theories theorize
    theorized theory think thinking thinks thought threatened threatening threatens told took tout touted touting
    touts tried trying tweet tweeted tweeting tweets uncertain uncertainty unclear unconfirmed understand understands
    understood unknown unless unlikely unproven unsure urge urged urges urging usually view viewed views voice voiced
    vote voted votes vouched vow vowed vowing vows want wanted wanting wants warn warned warning warnings warns
    weighed welcomed went whether whispers widely willing wish wished wishes wonder wonders worried worries worry
    worrying would writes writing written wrote yell yelled
"""

# What words have in common where who says what is concerned; a word is of the first kind that lists it.
_KINDS = {
    "said": """
        said told added wrote tweeted posted argued explained noted acknowledged conceded insisted warned testified
        replied responded recalled emphasized stressed claimed stated announced declared contended predicted asked
        joked quipped asserted countered concluded commented remarked observed lamented reiterated vowed reported
        alleged confirmed denied disputed cautioned urged pledged hinted boasted complained suggested mused revealed
        admitted indicated pointed continued echoed promised disclosed agreed maintained proclaimed
    """,
    "says": """
        says tells adds writes argues explains notes acknowledges insists warns claims contends predicts asks asserts
        concludes confirms denies believes thinks suggests reports recalls points agrees
    """,
    "say": """
        say tell argue note insist warn claim contend predict concede acknowledge complain agree caution suggest assert
        maintain
    """,
    "saying": """
        saying telling adding arguing noting warning claiming calling asking suggesting insisting writing tweeting
        predicting describing citing accusing
    """,
    "think": """
        think believe expect fear hope worry feel want wonder doubt suspect know see view consider favor support
        oppose question wonders wants hopes fears sees feels expects knows thought felt hoped feared worried wanted
        believed expected supports opposes
    """,
    "show": "show shows showed shown indicate indicates found finds",
    "deemed": """
        seen viewed regarded considered known described rumored assumed presumed perceived credited hailed
        touted dubbed widely reportedly allegedly supposedly apparently
    """,
    "talk": """
        criticism concern concerns questions allegation allegations accusation accusations rumor rumors speculation
        belief calls complaints doubts outcry outrage praise backlash consensus perception suspicion suspicions
        skepticism anger controversy talk debate warnings
    """,
    "acted": """
        accused criticized criticised praised called endorsed defended blasted attacked rejected dismissed opposed
        supported condemned denounced blamed mocked slammed questioned refused declined call referred sought proposed
        offered released issued cited
    """,
    "be": "is are was were be been being isn't wasn't aren't",
    "have": "has have had having hasn't haven't",
    "he": "he she",
    "i": "i we you",
    "they": "they",
    "who": "who which that",
    "crowd": """
        officials aides advisers experts analysts critics observers sources economists strategists supporters
        opponents advocates activists prosecutors investigators authorities voters people leaders lawmakers allies
        friends rivals insiders commentators pundits scholars researchers scientists lawyers employees workers
        investors residents protesters demonstrators organizers executives operatives donors conservatives liberals
        progressives groups members senators candidates historians pollsters proponents backers detractors skeptics
        diplomats witnesses reporters journalists outlets participants attendees respondents women men students
        parents teachers
    """,
    "record": """
        polls poll surveys survey studies study records record documents data report filings research statistics
        figures emails findings projections interviews numbers analysis
    """,
    "some": "some many several most others both other few multiple various numerous all",
    "office": """
        spokesman spokeswoman spokesperson president senator governor director manager chairman chairwoman strategist
        adviser secretary candidate official minister professor attorney leader lawyer author founder executive
        nominee analyst
    """,
    "adverb": """
        also now still often already even never recently repeatedly generally previously later once again just only
        not increasingly largely privately publicly long then
    """,
    "body": """
        americans republicans democrats congress police government campaign team department group committee
        administration court company house
    """,
    "certain": "the his her their its our my these those this your each",
    "preposition": "of at in from for with close by on",
    "according": "according",
    "to": "to",
    "nobody": "nobody noone none anyone everyone somebody someone one",
}
_NUMBERS = {kind: number for number, kind in enumerate(_KINDS, start=1)}
_SPEAKERS = np.array(
    [_NUMBERS[kind] for kind in ("he", "i", "they", "who", "crowd", "record", "some", "office", "body", "nobody")]
)
_NAME, _HEAD = len(_KINDS) + 1, len(_KINDS) + 2  # speakers too: a name within a sentence, an unknown word at its head
_GROUPS = np.array([_NUMBERS[kind] for kind in ("crowd", "record", "office")])
_LEFT, _RIGHT = 32, 128  # what a group's company adds to its number
_DISTANCES = np.searchsorted([1, 2, 3, 4, 7, 12], np.arange(14))  # the step of each number of words
_NO_DISTANCE = 9
_NEAR_BEHIND = np.arange(2, 5)
_FROM_START = np.searchsorted([1, 2, 3, 5, 9, 15], np.arange(16), "right")
_TO_END = np.searchsorted([2, 3, 4, 6, 12], np.arange(13), "right")
_QUOTED_SHARES = np.array([0.001, 0.3, 0.7, 0.999])

_JOIN = np.uint64(0xBF58476D1CE4E5B9)
_TURN = np.uint64(29)
_LETTER = np.uint64(21)  # bits
_EDGE = np.uint64(9)
_KIND_KEYS = np.uint64(1000)
_SHORT = 3  # letters; shorter words are looked at as they are, longer ones by their ending
_GAP = 4  # characters between two words that are looked at
_ONE_SPACE = np.array([33], dtype=np.uint64) * _JOIN * _JOIN * _JOIN  # what :meth:`Cues._marks_between` makes of one
_OPENERS = np.array([ord(mark) for mark in " \n(—–-["], dtype=np.uint32)

# What a classifier sees of a cue: parts joined into one number each. "plain-1" is the word before, "coarse+1" the word
# behind by its kind, "gap" the characters behind the cue.
_SEEN_OF_SPEECH = (
    *("word", "word quoted", "word plain-1", "word plain+1", "word coarse+1", "word before"),
    *("plain-1", "plain-2", "plain-3", "plain+1", "plain+2", "plain+3"),
    *("kind coarse-1 coarse-2", "kind coarse-1 coarse-2 coarse-3", "kind coarse+1 coarse+2", "kind coarse-1 coarse+1"),
    *("kind gap", "kind gap-1", "gap coarse+1", "kind place", "sentence"),
    *("kind before distance-1", "kind after distance+1"),
)
_SEEN_OF_HEDGES = (
    *("word", "word plain-1", "word plain+1", "word plain-2", "word plain+2"),
    *("word coarse-1", "word coarse+1", "word quoted"),
)


class Cues(Units):
    """The cues of a reading as units of one word each, with the sentences that they stand in."""

    def __init__(self, sentences: Units) -> None:
        reading = sentences.reading
        vocabulary, cues, kinds = _vocabulary()
        numbers = vocabulary.find(reading.keys)
        self._kinds: npt.NDArray[np.uint8] = kinds[numbers]  # of each word of the reading, 0 for most
        self.at: Ints = np.flatnonzero(cues[numbers])
        start, end = reading.words.start[self.at], reading.words.end[self.at]
        bounds = np.searchsorted(self.at, reading.words.bounds)
        super().__init__(reading, Ranges(start, end, bounds), np.append(self.at, len(reading.words)))
        self.sentences = sentences
        self._parts: dict[str, Keys] = {}
        self._steps: dict[int, tuple[Ints, Bools]] = {}

    @cached_property
    def counts(self) -> Ints:
        """Words of each unit: one."""
        return np.ones(len(self.at), dtype=np.intp)

    @cached_property
    def sentence(self) -> Ints:
        """The sentence that each cue stands in; shape ``(units,)``."""
        return np.searchsorted(self.sentences.cuts, self.at, "right") - 1

    @cached_property
    def _start(self) -> Ints:
        """The first word of each cue's sentence."""
        return self.sentences.cuts[self.sentence]

    @cached_property
    def _end(self) -> Ints:
        """The word behind its last."""
        return self.sentences.cuts[self.sentence + 1]

    def highest(self, chances: Floats) -> Floats:
        """The highest of the chances (one a cue) in each sentence, 0 where there is no cue; shape ``(sentences,)``."""
        most = np.zeros(len(self.sentences))
        if len(self.at):
            most[self.sentence[self._first]] = np.maximum.reduceat(chances, self._first)
        return most

    @cached_property
    def _first(self) -> Ints:
        """The first cue of each sentence that has one."""
        return np.flatnonzero(np.diff(self.sentence, prepend=-1))

    def seen(self, parts: str) -> Keys:
        """Some parts of each cue, named with spaces between, joined into one number."""
        first, *others = parts.split()
        keys = self._part(first)
        for part in others:
            keys = (keys * _JOIN + self._part(part)) * _JOIN
            keys ^= keys >> _TURN
        return keys

    def _part(self, name: str) -> Keys:
        if name not in self._parts:
            self._parts[name] = np.asarray(self._look(name), dtype=np.uint64)
        return self._parts[name]

    def _look(self, name: str) -> npt.NDArray[Any]:
        around = {"plain": self.sentences.plain, "coarse": self._coarse}
        if name[-2:-1] in ("-", "+") and name[:-2] in around:
            return self._beside(around[name[:-2]], int(name[-2:]))
        own: dict[str, Callable[[], npt.NDArray[Any]]] = {
            "word": lambda: self.reading.keys[self.at],
            "kind": lambda: self._kinds[self.at],
            "quoted": lambda: self._quoted[self.at],
            "sentence": lambda: self._quotation[self.sentence],
            "place": self._place,
            "before": lambda: self._before[0],
            "after": lambda: self._after[0],
            "distance-1": lambda: self._before[1],
            "distance+1": lambda: self._after[1],
            "gap": lambda: self._gap(self.at),
            "gap-1": lambda: np.where(self.sentences.first[self.at], _EDGE, self._gap(np.maximum(self.at - 1, 0))),
        }
        return own[name]()

    def _beside(self, keys: Keys, step: int) -> Keys:
        """The number of the word so many steps away, or of the edge of the sentence."""
        if step not in self._steps:
            place = self.at + step
            self._steps[step] = place, (place < self._start) | (place >= self._end)
        place, outside = self._steps[step]
        beside = keys.take(place, mode="clip")
        beside[outside] = _EDGE
        return beside

    def _place(self) -> Ints:
        """How far each cue is from both ends of its sentence, in steps."""
        start = _step(_FROM_START, self.at - self._start)
        return np.asarray(start * (_TO_END[-1] + 1) + _step(_TO_END, self._end - self.at))

    @cached_property
    def _before(self) -> tuple[Ints, Ints]:
        """The nearest word before each cue that may be a speaker, and how far it is; 0 without one in the sentence."""
        _, known, before = self._may_speak
        index = before[self.at] - 1
        place = np.append(known, -1)[index]
        return self._near(self._speakers[index], place, place >= self._start)

    @cached_property
    def _after(self) -> tuple[Ints, Ints]:
        """The same behind each cue."""
        _, known, before = self._may_speak
        index = before[self.at + 1]
        place = np.append(known, len(self.reading.words))[index]
        return self._near(self._speakers[index], place, place < self._end)

    def _near(self, speakers: Ints, place: Ints, inside: Bools) -> tuple[Ints, Ints]:
        distance = _step(_DISTANCES, np.abs(place - self.at))
        return np.where(inside, speakers, 0), np.where(inside, distance, _NO_DISTANCE)

    @cached_property
    def _coarse(self) -> Keys:
        """Each word of the reading by its kind; one without a kind by being a name, a number, short, or its ending."""
        reading, kinds, heads = self.reading, self._kinds, self.sentences.first
        end, plain = reading.words.end, ~(reading.numeric | (reading.capitalised & ~heads))
        keys = self.sentences.plain.copy()
        known = np.flatnonzero(plain & (kinds > 0))
        keys[known] = kinds[known] + _KIND_KEYS
        long = np.flatnonzero(plain & (kinds == 0) & (end - reading.words.start > _SHORT))
        end, capital = end[long], reading.capitalised[long]  # a capital is at the head of a sentence here
        letters = (reading.folded[end - 2].astype(np.uint64) << _LETTER) | reading.folded[end - 1]
        keys[long] = letters * _JOIN + capital
        return keys

    @cached_property
    def _speakers(self) -> Ints:
        """Who each of the words that may be speakers is, a group with the company it keeps; then 0."""
        names, known, _ = self._may_speak
        named = names[known]
        speakers = np.where(named, np.where(self.sentences.first[known], _HEAD, _NAME), self._kinds[known])
        groups = np.flatnonzero(_is_group()[speakers])
        words = known[groups]
        speakers[groups] += _LEFT * self._left(words) + _RIGHT * self._right(words)
        return np.append(speakers, 0)

    @cached_property
    def _may_speak(self) -> tuple[Bools, Ints, Ints]:
        """Whether each word may be a name; which may be speakers; how many of these stand before each and the end.

        A name is unknown at the head of a sentence, and no other speaker within one.
        """
        speak = _is_speaker()[self._kinds]
        names = self.reading.capitalised & ~np.where(self.sentences.first, self._kinds > 0, speak)
        known = names | speak
        before = np.zeros(len(known) + 1, dtype=np.intp)
        np.cumsum(known, out=before[1:])
        return names, np.flatnonzero(known), before

    @property
    def _names(self) -> Bools:
        return self._may_speak[0]

    def _left(self, groups: Ints) -> Ints:
        """Whose a group is: 0 anybody's, 1 a certain one's, 2 of somebody named, 3 some of many."""
        heads = self.sentences.first
        one, two = np.maximum(groups - 1, 0), np.maximum(groups - 2, 0)
        near = np.where(heads[groups], 0, self._whose(one))
        far = np.where(heads[groups] | heads[one] | (self._kinds[one] > 0), 0, self._whose(two))
        return np.where(near > 0, near, far)

    def _whose(self, words: Ints) -> Ints:
        """Which of these each of some words makes what follows it."""
        kinds, reading = self._kinds[words], self.reading
        owner = reading.folded[np.maximum(reading.words.end[words] - 2, 0)] == ord("'")
        named = self._names[words] | (owner & reading.capitalised[words])
        certain = owner | (kinds == _NUMBERS["certain"])
        return np.where(named, 2, np.where(kinds == _NUMBERS["some"], 3, np.where(certain, 1, 0)))

    def _right(self, groups: Ints) -> Ints:
        """What a preposition behind a group leads to: 1 a name, 2 something else; 0 without one."""
        cuts, names, last = self.sentences.cuts, self._names, len(self._names) - 1
        end = cuts[np.searchsorted(cuts, groups, "right")]
        joined = (groups + 1 < end) & (self._kinds[np.minimum(groups + 1, last)] == _NUMBERS["preposition"])
        behind = groups[:, None] + _NEAR_BEHIND
        named = (names[np.minimum(behind, last)] & (behind < end[:, None])).any(axis=1)
        return np.where(joined, np.where(named, 1, 2), 0)

    def _gap(self, words: Ints) -> Keys:
        """The characters between each of some words and the next word in its line, up to four."""
        folded, starts, end = self.reading.folded, self.reading.words.start, self.reading.words.end[words]
        following = np.where(words + 1 < len(starts), starts.take(words + 1, mode="clip"), len(folded))
        keys = np.full(len(words), _ONE_SPACE)
        others = np.flatnonzero((following - end != 1) | (folded[end] != ord(" ")))
        keys[others] = self._marks_between(end[others], following[others])
        return keys

    def _marks_between(self, end: Ints, following: Ints) -> Keys:
        folded = self.reading.folded
        keys = np.zeros(len(end), dtype=np.uint64)
        for place in (end + step for step in range(_GAP)):
            character = folded[np.minimum(place, len(folded) - 1)]
            following = np.where(character == ord("\n"), np.minimum(following, place), following)
            keys = keys * _JOIN + np.where(place < following, character.astype(np.uint64) + np.uint64(1), 0)
        return keys

    @cached_property
    def _quoted(self) -> Bools:
        """Whether each word of the reading stands in double quotation marks, by the nearest mark in its line."""
        words, lines, folded = self.reading.words.start, self.reading.lines, self.reading.folded
        marks = self.reading.quotes
        straight = (folded[marks] == ord('"')) & np.isin(folded[marks - 1], _OPENERS)
        opens = (folded[marks] == ord("“")) | straight
        line = np.searchsorted(lines.start, marks, "right") - 1
        first, last = np.diff(line, prepend=-1) > 0, np.diff(line, append=len(lines)) > 0
        place = np.searchsorted(words, marks)
        start = np.where(first, np.searchsorted(words, lines.start[line]), place)
        end = np.where(last, np.searchsorted(words, lines.end[line]), np.append(place[1:], 0))
        cuts = np.column_stack([start, place, end]).ravel()  # in order; between two marks of a line the first decides
        quoted = np.column_stack([~opens, opens, np.zeros_like(opens)]).ravel()
        return np.repeat(np.append(False, quoted), np.diff(cuts, prepend=0, append=len(words)))

    @cached_property
    def _quotation(self) -> Ints:
        """How much of each sentence is quoted, in steps, and whether its first and its last word are."""
        quoted, cuts = self._quoted, self.sentences.cuts
        share = self.sentences.sums(quoted) / np.maximum(self.sentences.counts, 1)
        ends = np.append(quoted, False)
        first, last = ends[cuts[:-1]].astype(np.intp), ends[cuts[1:] - 1].astype(np.intp)
        return np.searchsorted(_QUOTED_SHARES, share, "right") * 4 + first * 2 + last


def _step(steps: Ints, numbers: Ints) -> Ints:
    """The step of each number; those past the table are of its last."""
    return steps[np.minimum(numbers, len(steps) - 1)]


def _token(parts: str) -> Callable[[Cues], Keys]:
    def token(cues: Cues) -> Keys:
        return cues.seen(parts)

    token.__name__ = parts
    return token


SPEECH = tuple(_token(parts) for parts in _SEEN_OF_SPEECH)
"""What a classifier of reported speech sees of each cue."""
HEDGES = tuple(_token(parts) for parts in _SEEN_OF_HEDGES)
"""What a classifier of hedges sees of each cue: mostly the words beside it."""


@cache
def _vocabulary() -> tuple[KeyTable, Bools, npt.NDArray[np.uint8]]:
    """The words known here, which of them are cues, and the number of the kind of each; last, the unknown."""
    kind_of = {word: _NUMBERS[kind] for kind in reversed(_KINDS) for word in _KINDS[kind].split()}
    cues = set(_CUES.split())
    words = sorted(cues.union(kind_of))
    are_cues = np.array([*(word in cues for word in words), False])
    return KeyTable(word_keys(words)), are_cues, np.array([*(kind_of.get(word, 0) for word in words), 0], np.uint8)


@cache
def _is_speaker() -> Bools:
    return _table_of(_SPEAKERS)


@cache
def _is_group() -> Bools:
    return _table_of(_GROUPS)


def _table_of(kinds: Ints) -> Bools:
    table = np.zeros(_HEAD + 1, dtype=np.bool_)
    table[kinds] = True
    return table
