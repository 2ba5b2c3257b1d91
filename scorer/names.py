"""Names: the proper names of a batch of texts, found in one pass.

A name is a run of words with capitals that belong together: "Jane Doe", "J. Edgar Hoover", "Edwin van der Sar",
"Kim Jong-un", "Bashar al-Assad", "United Nations". A title in front ("President", "House Speaker", "Mr.") is known,
but no part of the name. No name goes across the end of a sentence or a line, nor across a quotation mark.
"""

from functools import cache, cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from scorer.keys import Ints, Keys, KeyTable
from scorer.marks import one_of
from scorer.reading import Bools, Reading, word_keys
from scorer.span import Span

Sorts = npt.NDArray[np.int8]

# With a capital or without, these are no part of a name.
_NEVER = """
    the a an and but or nor if so yet in on at to for from with by as per than via into onto over under about after
    before during until till since against among amid between through without within upon toward towards despite like
    i he she it we they you me him us them his her hers its our ours your yours their theirs my mine this that these
    those there here what when where why who whom whose which how while whether because although though unless
    i'm i'd i've i'll he's he'd he'll she's she'd she'll it's it'd it'll we're we'd we've we'll they're they'd they've
    they'll you're you'd you've you'll that's there's here's what's who's let's don't doesn't didn't can't couldn't
    won't wouldn't isn't aren't wasn't weren't hasn't haven't hadn't shouldn't where's how's
    is are was were be been being am do does did has have had would should could can cannot might must shall
    not no yes please monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow
    january february september october november december
"""
# These may be the first word of a sentence rather than of the name behind it.
_OPENERS = """
    all also already any anti another asked ask back bad become beginning behind below besides best better beyond
    billionaire both breaking business businessman buying buzz call calls captain catch certainly citing citizens city
    class clearly click climate close coast college columnists come coming common congressional conservative consider
    contact continue coronavirus corporate country county court critics current daily dear deal defense district doctors
    dollar donate down downtown drug each earlier early economist either election elsewhere email embattled end enter
    entire establishment even eventually ever every everyone everything ex exactly except exclusive expect fact fake
    false family famed far fellow few file final finally find first five follow following foreign former four fresh
    freshman full fully future get getting give given go good got government gun half happy having head health hear
    hence hey high historian home honest host however human ideally image imagine immigration important incoming
    incumbent indeed independent inside instead interim international investors jailed join joint journalist just
    justices keep keeping key knowing labor last lastly late later latest law lawyers leading learn left legal legendary
    legislative less lesson liberal likely limited listen literally little live local long longtime look looking low mad
    main majority make makes making many market maybe mayors mean meanwhile media meet meeting member members mid
    military millions minority miss missing mom moderate moderator modern more moreover most mother much multiple
    municipal natural near nearly neither never nevertheless news newly next nine nobody nominally non none nonetheless
    norm nothing notably now nuclear numerous obviously often oh oil old once one online only open other others
    otherwise ousted outgoing outside outspoken overall own oversight past perhaps personal photo pick plan planned plus
    point police political politically politics poll pollsters poor post potential power powerful predictably
    presidential presumably presumptive previous previously prime pro probably progressive prominent prominently public
    put quite quoting rather read reader real recall recent recently registered regarding related remember removing
    repealing reporters reportedly representing respected retired retiring right rising rival rolling rural said save
    say saying says school second secret see seeing seen senior serious set seven several show similar simply six small
    social some somebody someone something sometimes somewhere soon sources speaking special specifically spokes star
    starting state states stay still story street students such suddenly summer support supporters supposedly sure
    surprisingly suspect take talking team technically tell ten term thank thanks then thereafter therefore think third
    three thus time together told tonight too top total town track trade twelve twenty twice two ultimately
    unfortunately unlike unlikely unsurprisingly updated urban use used using usually various veteran veterans victims
    video virtually visit vote voters voting watch weekly welcome well whatever whenever whereas wherever whichever wide
    winning women worse write writer wrote year years zero according accused actually additionally afterward again ago
    alas alleged almost alone along alongside alternatively always apparently appearing arguably aside away based
    believe beside briefly clinically concerning consequently considering conversely currently day days defending
    depending described describing details dozens eight especially essentially excluding famously fewer formerly
    fortunately frankly frequently further furthermore generally hardly hours hundreds importantly including initially
    interestingly ironically largely lots mainly meaning minus minutes months naturally needless noted noting normally
    occasionally older originally particularly partly possibly presently privately publicly quickly rarely referring
    regardless remarkably respectively sadly scores separately shortly significantly similarly slowly strangely
    subsequently thankfully thousands throughout tragically truly trust try typically understandably wait want watching
    weeks whoever widely will worst younger advertisement analysis editorial opinion photos newsletter audio
    conservatives liberals officials activists lawmakers republicans democrats americans progressives moderates
"""
# In front of a name these, and what stands before them, are a title.
_TITLES = """
    president premier minister chancellor secretary undersecretary chairman chairwoman chairperson chair director
    governor gov govs senator senators sen sens representative representatives rep reps congressman congresswoman
    assemblyman assemblywoman lawmaker lawmakers legislator delegate mayor mayors councilman councilwoman councilmember
    alderman commissioner commissioners ambassador envoy attorney attorneys prosecutor prosecutors judge judges justice
    justices sheriff chief officer officers detective detectives sergeant sgt lieutenant lt captain capt colonel col
    major maj general gen admiral adm corporal cpl commander cmdr marshal inspector agent trooper deputy constable
    warden investigator
    professor professors prof dr drs doctor mr mrs ms miss messrs mx sir dame lord lady baron baroness count countess
    king queen prince princess duke duchess emperor emir sultan shah sheikh sheik ayatollah pope cardinal archbishop
    bishop rabbi imam reverend rev father sister brother pastor saint uncle aunt
    ceo cfo coo cto spokesman spokeswoman spokesperson leader leaders speaker whip aide adviser advisor advisers
    strategist manager coach editor correspondent reporter columnist author actor actress singer comedian anchor
    candidate candidates nominee dictator treasurer comptroller coroner superintendent supt lawyer vice counselor
    counsel analyst provost democrat democrats republican republicans strongman mogul magnate
"""
# Some of these are surnames, too: "King said" is about a person.
_ALSO_SURNAMES = "king judge bishop prince pope baron duke lord lady major marshal cardinal shah singer dame pastor"
# "Secretary of State"
_OF = "of"  # "Secretary of State"
_FIELDS = "state defense defence staff homeland health energy labor education commerce treasury"
_ELECT = "elect designate"  # "President-elect"
# Behind a title's word these make a body of it: "Justice Department", "General Motors".
_BODIES = """
    department departments office committee commission council court courts house party assembly service services bureau
    agency association union institute university college school street avenue center centre foundation fund group club
    board act administration campaign caucus conference motors electric mills counsel executive
"""
_SUFFIXES = "jr sr ii iii iv phd esq"
_SHORTENED = (
    "st ft mt jr sr gen sen rep gov lt col maj capt sgt dr mr mrs ms prof rev hon adm cmdr messrs pres sens reps"
)
# Small words inside a name; those that are no English words may also begin one.
_BEGINNING = "al el de del della di du von bin ibn ul abu umm zu"
_INNER = "van der den la las los da do dos das le les du y e ben ter ten te op af av zum zur"
_MONTHS = "march april may june july august"
# What a hyphen ties to a name without being part of it: "New York-based".
_TAILS = """
    led born run made only area like wide era held based owned type style size level year old plus free zone day week
    aged ready long rich poor hit fed won bred cut go up in on off to of a an the and or by off turned elect
"""
_LONGEST_TAIL = 6  # letters
_MOST_WORDS = 8  # a longer run is a heading
_PLACES = (
    "us uk un eu dc ny la nj nc sc nh nm nd sd ri wv"  # initials that no name goes on behind: "in the U.S. Doe said"
)

_PLAIN, _OPENER, _FIELD, _BODY, _TITLE, _NAMED_TITLE, _SUFFIX, _MONTH, _INSIDE, _LEADING, _JOINT, _ELECTED, _NEITHER = (
    range(13)
)
_LISTS = {
    _OPENER: _OPENERS,
    _FIELD: _FIELDS,
    _BODY: _BODIES,
    _TITLE: _TITLES,
    _NAMED_TITLE: _ALSO_SURNAMES,
    _SUFFIX: _SUFFIXES,
    _MONTH: _MONTHS,
    _INSIDE: _INNER,
    _LEADING: _BEGINNING,
    _JOINT: _OF,
    _ELECTED: _ELECT,
    _NEITHER: _NEVER,
}  # a word of several lists is of the last one's sort
_SPACE, _HYPHEN, _POINT, _COMMA = map(ord, " -.,")
_QUOTES = "\"“”'"
_CODE_BITS = np.uint32(8)
_PLACE_CODES = np.array([ord(place[0]) << 8 | ord(place[1]) for place in _PLACES.split()], dtype=np.uint32)


class Name(NamedTuple):
    """A name without the title in front of it, nor the 's behind it, and where it stands among the document's words.

    ``title`` are the words of the title, an empty range at the name's first word without one.
    """

    span: Span
    words: range
    title: range


class Names:
    """The names of a reading, in order: one row for each; shape of each column: ``(names,)``.

    ``first`` and ``last`` are the words of the name in the batch, ``surname`` its last word but for "Jr." and the
    like, ``lead`` the first word of the title in front, which is ``first`` without one; ``possessive`` tells whether
    the last word ends in 's; ``bounds`` cuts the rows by text.
    ``cuts`` are the first words of the reading's sentences and the count of its words.
    """

    def __init__(self, reading: Reading, cuts: Ints) -> None:
        self._reading = reading
        parts = _Parts(reading, cuts)
        begins = np.flatnonzero(np.concatenate(([True], ~parts.joined))[: len(parts.at)])
        ends = np.append(begins[1:], len(parts.at))[: len(begins)] - 1
        names = np.maximum(begins, _last_before(parts.are_titles, ends) + 1)
        begins = np.maximum(begins, names - _MOST_WORDS)
        wanted = parts.are_names(names, ends) & (ends - names < _MOST_WORDS)
        begins, names, ends = begins[wanted], names[wanted], ends[wanted]
        self.lead, self.first, self.last = parts.at[begins], parts.at[names], parts.at[ends]
        self.surname = parts.at[np.maximum(ends - parts.suffixes(ends), names)]
        self.possessive = parts.possessive[self.last]
        self.bounds = np.searchsorted(self.first, reading.words.bounds)

    def __len__(self) -> int:
        return len(self.first)

    def span(self, text: int, name: int) -> Span:
        """Where one of the names stands in its text."""
        reading = self._reading
        start = reading.words.start.item(self.first.item(name))
        end = reading.words.end.item(self.last.item(name)) - 2 * self.possessive.item(name)
        return Span(reading.original(text, start), reading.original(text, end - 1) + 1)

    def of(self, text: int) -> list[Name]:
        """Those of one text."""
        begin, end = self.bounds[text : text + 2].tolist()
        base = self._reading.words.bounds[text]
        columns = (column[begin:end] - base for column in (self.first, self.last, self.lead))
        return [
            Name(self.span(text, name), range(first, last + 1), range(lead, first))
            for name, first, last, lead in zip(range(begin, end), *map(np.ndarray.tolist, columns), strict=True)
        ]


class _Lists(NamedTuple):
    """The words of the lists and the sort of each, that of all others last; and those of two more lists."""

    words: KeyTable
    sorts: Sorts
    tails: KeyTable
    shortened: KeyTable


class _Parts:
    """The words that names are made of: where they stand, of what sort each is, and whether the next belongs to it."""

    def __init__(self, reading: Reading, cuts: Ints) -> None:
        self._reading, self._lists = reading, _lists()
        count = len(reading.words) + 1  # one more, so that there is a word behind each
        self._opens = np.zeros(count, dtype=np.bool_)
        self._opens[cuts] = True
        self._part, self._sorts = np.zeros(count, dtype=np.bool_), np.zeros(count, dtype=np.int8)
        self.possessive = np.zeros(count, dtype=np.bool_)
        capitals = self._capitals()
        self._part[capitals] = True
        self._part[self._tails(capitals)] = True
        self._ends = self._part.copy()  # words that a name may end with
        self._add_small_words(capitals)
        self.at = np.flatnonzero(self._part)
        self._sort = self._sorts[self.at]
        self._starts, self._stops = reading.words.start[self.at], reading.words.end[self.at]
        self._initial = self._stops - self._starts == 1

    def _sort_of(self, keys: Keys) -> Sorts:
        return np.asarray(self._lists.sorts[self._lists.words.find(keys)])

    def _capitals(self) -> Ints:
        """Words with a capital, without those that have it because a sentence or a quotation begins."""
        reading = self._reading
        at = np.flatnonzero(reading.capitalised)
        keys, possessive = reading.keys[at], reading.possessive(at)
        keys[possessive] = reading.stems(at[possessive])
        self.possessive[at] = possessive
        self._sorts[at] = sort = self._sort_of(keys)
        openers, kept = np.flatnonzero(sort == _OPENER), sort != _NEITHER
        before = reading.folded.take(reading.words.start[at[openers]] - 1, mode="wrap")
        kept[openers] = ~(self._opens[at[openers]] | one_of(_QUOTES, before))
        return np.asarray(at[kept])

    def _tails(self, capitals: Ints) -> Ints:
        """Small words that a hyphen ties to a name of several words: "Kim Jong-un"."""
        reading, words = self._reading, self._reading.words
        at: Ints = capitals[reading.folded[words.end[capitals]] == _HYPHEN]
        at = at[self._part[at - 1] & (at + 1 < len(words))] + 1
        short = words.end[at] - words.start[at] <= _LONGEST_TAIL
        at = at[short & ~self._part[at] & ~reading.numeric[at]]
        tails: Ints = at[self._lists.tails.find(self._reading.keys[at]) < 0]
        return tails

    def _add_small_words(self, capitals: Ints) -> None:
        """One or two small words before a capital: "al-Assad", "van der Sar", "Secretary of State", "-elect"."""
        one = np.maximum(capitals - 1, 0)
        small = ~self._part[one]
        one, capital = one[small], capitals[small]
        sort = self._sort_of(self._reading.keys[one])
        inside = np.flatnonzero(sort >= _INSIDE)
        one, capital, sort = one[inside], capital[inside], sort[inside]
        self._sorts[one] = sort
        two = np.maximum(one - 1, 0)
        named, named_before = self._part[two], self._part[np.maximum(one - 2, 0)]
        others = two[~named]
        self._sorts[others] = self._sort_of(self._reading.keys[others])
        sort_before = self._sorts[two]
        double = ~named & ((sort_before == _LEADING) | ((sort_before == _INSIDE) & named_before))
        double &= (sort == _INSIDE) | (sort == _LEADING)
        of = (sort == _JOINT) & named & (sort_before == _TITLE) & (self._sorts[capital] == _FIELD)
        kept = (sort == _LEADING) | ((sort == _INSIDE) & named) | double | of | ((sort == _ELECTED) & named)
        self._part[one[kept]] = self._part[two[double]] = True

    @cached_property
    def joined(self) -> Bools:
        """Whether the next word belongs to each; shape ``(words,)``."""
        joined = np.zeros(len(self.at), dtype=np.bool_)
        here = np.flatnonzero((np.diff(self.at) == 1) & ~self._opens[self.at[1:]])
        joined[here] = self._beside(here)
        return joined

    def _beside(self, here: Ints) -> Bools:
        """Whether what lies between each of some words and the next ties them."""
        folded, stop = self._reading.folded, self._stops[here]
        width, mark, behind = self._starts[here + 1] - stop, folded[stop], folded[stop + 1]
        tied = (width == 1) & ((mark == _SPACE) | (mark == _HYPHEN))
        tied |= (width == 1) & (mark == _POINT) & self._initial[here] & self._initial[here + 1]
        spaced = (width == 2) & (behind == _SPACE)
        tied |= spaced & (mark == _COMMA) & (self._sort[here + 1] == _SUFFIX)
        short = np.flatnonzero(spaced & (mark == _POINT))
        tied[short] = self._are_shortened(here[short])
        return np.asarray(tied & ~self.possessive[self.at[here]])

    def _are_shortened(self, here: Ints) -> Bools:
        """Whether the full stop behind each of some words is that of an initial or of a title."""
        before = np.maximum(here - 1, 0)
        pair = self._initial[before] & (self._stops[before] + 1 == self._starts[here])
        folded = self._reading.folded
        codes = folded[self._starts[before]] << _CODE_BITS | folded[self._starts[here]]
        place = pair & np.isin(codes, _PLACE_CODES)
        title = self._lists.shortened.find(self._reading.keys[self.at[here]]) >= 0
        return np.asarray((self._initial[here] & ~place) | title)

    @cached_property
    def are_titles(self) -> Bools:
        """Whether each ends a title in front of a name; shape ``(words,)``."""
        sort, behind = self._sort, np.append(self._sort[1:], _SUFFIX)[: len(self._sort)]
        title = (sort == _TITLE) | (sort == _NAMED_TITLE) | (sort == _ELECTED)
        title |= (sort == _FIELD) & (np.append(_PLAIN, sort[:-1])[: len(sort)] == _JOINT)  # "Secretary of State"
        return np.asarray(title & self.joined & (behind != _SUFFIX) & (behind != _BODY) & (behind != _JOINT))

    def are_names(self, first: Ints, last: Ints) -> Bools:
        """Whether a name, rather than a title or a month, is what some words go from and to; given as places here."""
        sort, end = self._sort[first], self._sort[last]
        alone = first == last
        nothing = alone & ((sort == _MONTH) | (sort == _SUFFIX) | self._initial[first])
        nothing |= (end == _TITLE) | ~self._ends[self.at[last]] | (sort == _JOINT) | (sort == _ELECTED)
        nothing |= (end == _FIELD) & (self._sort[last - 1] == _JOINT)  # "Secretary of State", of nobody
        return np.asarray(~nothing)

    def suffixes(self, last: Ints) -> Bools:
        """Whether each of some words, given as places here, is "Jr." or the like."""
        return np.asarray(self._sort[last] == _SUFFIX)


def _last_before(wanted: Bools, ends: Ints) -> Ints:
    """The last place that is wanted up to each end, -1 without one."""
    places = np.where(wanted, np.arange(len(wanted)), -1)
    return np.maximum.accumulate(places)[ends] if len(places) else ends


@cache
def _lists() -> _Lists:
    sort = {word: sort for sort, words in _LISTS.items() for word in words.split()}
    table, tails, shortened = (KeyTable(word_keys(words)) for words in (sort, _TAILS.split(), _SHORTENED.split()))
    return _Lists(table, np.array([*sort.values(), _PLAIN], dtype=np.int8), tails, shortened)
