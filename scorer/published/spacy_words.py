"""The words and sentences that datatrove counts by: those of spaCy's blank English pipeline.

spaCy's rules (version 3.8, MIT licence), stated anew: white space cuts a text into chunks; marks come off the two ends
of a chunk one at a time until it is a word that the exceptions know; what is left is cut at the marks inside
it, unless it reads as an address. A sentence ends after a closing mark and the punctuation that follows it. A chunk
is cut the same wherever it stands, so it is cut once and remembered. (spaCy itself cuts a chunk otherwise
once in a great while, when marks that stand alone before or after it look like a part of a face.)
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain, pairwise

from scorer.published.marks import SENTENCE_ENDS

# Marks that come off the front of a chunk, and off its end.
_MARKS = "…,:;!?¿؟¡()[]{}<>_#*&。？！，、；：～·।،۔؛٪'\"”“`‘´’‚„»«「」『』（）〔〕【】《》〈〉〈〉⟦⟧"
_QUOTES = "'\"”“`‘´’‚,„»«「」『』（）〔〕【】《》〈〉〈〉⟦⟧"
_CURRENCY = "$£€¥฿₽﷼₴₠₡₢₣₤₥₦₧₨₩₪₫€₭₮₯₰₱₲₳₵₶₷₸₹₺₻₼₾₿"
_UNITS = """
    km km² km³ m m² m³ dm dm² dm³ cm cm² cm³ mm mm² mm³ ha µm nm yd in ft kg g mg µg t lb oz m/s km/h kmh mph hPa Pa
    mbar mb MB kb KB gb GB tb TB T G M K % км км² км³ м м² м³ дм дм² дм³ см см² см³ мм мм² мм³ нм кг г мг м/с км/ч кПа
    Па мбар Кб КБ кб Мб МБ мб Гб ГБ гб Тб ТБ тбكم كم² كم³ م م² م³ سم سم² سم³ مم مم² مم³ كم غرام جرام جم كغ ملغ كوب
    اكواب
"""
# Symbols ("So") that Unicode got after spaCy listed them: they stay in their words.
_YOUNG_SYMBOLS = """
    166D 2B97 2BC9 2BFF 2E50-2E5D 2FFC-2FFF 31E4-31EF 32FF FD40-FDCF FDFE-FDFF 1019C 11FD5-11FF1 1CC00-1CFC3 1D1E9-1D1EA
    1E14F 1ED2E 1F10D-1F10F 1F16C-1F16F 1F1AD 1F6D5-1F6DF 1F6FA-1F6FC 1F7D9-1F7F0 1F8B0-1F8FF 1F90C-1F90F 1F93F
    1F971-1F972 1F977-1F979 1F97B 1F9A3-1F9AF 1F9BA-1F9BF 1F9C3-1F9CF 1FA00-1FA53 1FA6E-1FBFF
"""

# Letters: Latin by their names, some others by hand, and whole blocks of scripts without capitals.
_LATIN_BLOCKS = (
    (0x41, 0x2B0),
    (0x1D00, 0x1DC0),
    (0x1E00, 0x1F00),
    (0x2C60, 0x2C80),
    (0xA722, 0xA7BA),
    (0xAB30, 0xAB66),
)
_OTHER_SMALL = "ａ-ｚʔꟺёа-яәөүҗңһα-ωάέίόώήύюяіїєґѓѕјљњќѐѝ"
_OTHER_CAPITAL = "Ａ-ＺЁА-ЯӘӨҮҖҢҺΑ-ΩΆΈΊΌΏΉΎЮЯІЇЄҐЃЅЈЉЊЌЀЍ"
_UNCASED = """
    591-5F4 620-64A 66E-6D5 6E5-6FF 750-77F 8A0-8BD 900-9FF B80-CFF D80-DFF 1100-137F 2E80-2FDF 2FF0-30FF 31C0-31EF
    3200-4DBF 4E00-9FFF AC00-D7AF F900-FAFF FB1D-FBB1 FBD3-FD3D FD50-FDC7 FDF0-FDFB FE30-FE4F FE70-FEFC 1EE00-1EEBB
    1F200-1F2FF 20000-2A6DF 2A700-2EBEF 2F800-2FA1F
"""

# What follows a word, with its apostrophe and without.
_WILL_WOULD = ("'ll", "ll", "'ll 've", "ll ve", "'d", "d", "'d 've", "d ve")
_IS, _ARE, _HAVE = ("'s", "s"), ("'re", "re"), ("'ve", "ve")
_NOT, _NOT_HAVE = ("n't", "nt"), ("n't 've", "nt ve")
_CONTRACTED = (
    ("i", ("'m", "m", "'m a", "m a")),
    ("i you he she it we they who what when where why how there that this these those", _WILL_WOULD),
    ("he she it who what when where why how there that this", _IS),
    ("you we they who what when where why how there these those", _ARE),
    ("i you we they who what when where why how there these those could might must should would not", _HAVE),
    ("ca could do does did had may might must need ought sha should wo would", _NOT + _NOT_HAVE),
    ("ai are is was were have has dare", _NOT),
    ("let", ("'s",)),
    ("can", ("not",)),
    ("gon", ("na",)),
    ("got", ("ta",)),
    ("c'm", ("on",)),
    ("how", ("'d 'y",)),
)
_ONLY_SMALL = ("y' all", "y all")
_WORDS_OF_THEIR_OWN = "ill its hell shell shed were well whore"  # not contractions, though they look like it
_CAPITAL_OR_SMALL = """
    doin doin' goin goin' nothin nothin' nuthin nuthin' ol ol' somethin somethin' lovin lovin' havin havin'
    ma'am o'clock
"""
_WHOLE = """
    'd em 'em ll 'll nuff 'nuff 's 'S ‘s ‘S 're and/or w/o 'cause 'Cause 'cos 'Cos 'coz 'Coz 'cuz 'Cuz 'bout
    Mt. Ak. Ala. Apr. Ariz. Ark. Aug. Calif. Colo. Conn. Dec. Del. Feb. Fla. Ga. Ia. Id. Ill. Ind. Jan. Jul. Jun. Kan.
    Kans. Ky. La. Mar. Mass. Mich. Minn. Miss. N.C. N.D. N.H. N.J. N.M. N.Y. Neb. Nebr. Nev. Nov. Oct. Okla. Ore. Pa.
    S.C. Sep. Sept. Tenn. Va. Wash. Wis. Adm. Bros. Co. Corp. D.C. Dr. E.g. Gen. Gov. I.e. Inc. Jr. Ltd. Md. Messrs.
    Mo. Mont. Mr. Mrs. Ms. Ph.D. Prof. Rep. Rev. Sen. St. a.m. co. e.g. i.e. p.m. v.s. vs. E.G. I.E.
    — ' '' \\") <space> C++ \\t \\n
    a. b. c. d. e. f. g. h. i. j. k. l. m. n. o. p. q. r. s. t. u. v. w. x. y. z. ä. ö. ü.
"""
_FACES = r"""
    :) :-) :)) :-)) :))) :-))) (: (-: =) (= :] :-] [: [-: [= =] :o) (o: :} :-} 8) 8-) (-8 ;) ;-) (; (-; :( :-( :((
    :-(( :((( :-((( ): )-: =( >:( :') :'-) :'( :'-( :/ :-/ =/ =| :| :-| ]= =[ :1 :P :-P :p :-p :O :-O :o :-o :0 :-0
    :() >:o :* :-* :3 :-3 =3 :> :-> :X :-X :x :-x :D :-D ;D ;-D =D xD XD xDD XDD 8D 8-D ^_^ ^__^ ^___^ >.< >.> <.< ._.
    ;_; -_- -__- v.v V.V v_v V_V o_o o_O O_o O_O 0_o o_0 0_0 o.O O.o O.O o.o 0.0 o.0 0.o @_@ <3 <33 <333 </3 (^_^)
    (-_-) (._.) (>_<) (*_*) (¬_¬) ಠ_ಠ ಠ︵ಠ (ಠ_ಠ) ¯\(ツ)/¯ (╯°□°）╯︵┻━┻ ><(((*>
"""

_MOST_REMEMBERED = 200_000
_LONGEST_REMEMBERED = 64
_LONGEST_ENDING = 12  # of what comes off the end at once and what must stand before it, but for runs of full stops

Pieces = tuple[str, ...]
Exceptions = dict[str, Pieces]


def words(text: str) -> list[str]:
    """The words and marks of ``text``, white space left out."""
    return list(chain.from_iterable(map(_cutter().__getitem__, text.split())))


def sentences(text: str) -> list[str]:
    """The sentences of ``text``, stripped; those of white space alone left out."""
    bounds = [0, *(start for start in _later_starts(text) if start < len(text)), len(text)]
    found = (text[start:end].strip() for start, end in pairwise(bounds))
    return [sentence for sentence in found if sentence]


def count_sentences(text: str) -> int:
    """How many sentences ``text`` has; white space after the last mark is one more, and an empty text has one."""
    return 1 + sum(1 for _ in _later_starts(text))


def _later_starts(text: str) -> Iterator[int]:
    """Where the second and later sentences start; ``len(text)`` for one of white space at the end."""
    cutter, closed, past = _cutter(), False, 0
    for chunk in _CHUNK.finditer(text):
        # A single space belongs to the word before it; other white space is a token, and opens a sentence.
        if closed and text[past : chunk.start()] not in ("", " "):
            yield chunk.start()
            closed = False
        past = chunk.end()
        if closed or cutter.closes(chunk[0]):
            start = chunk.start()
            for word in cutter[chunk[0]]:
                if closed and word not in SENTENCE_ENDS and not _is_punctuation(word):
                    yield start
                    closed = False
                elif word in SENTENCE_ENDS:
                    closed = True
                start += len(word)
    if closed and text[past:] not in ("", " "):
        yield len(text)


def _is_punctuation(word: str) -> bool:
    return all(unicodedata.category(character)[0] == "P" for character in word)


class _Cutter(dict[str, Pieces]):
    """The pieces of each chunk, cut when first asked for."""

    def __init__(self) -> None:
        super().__init__()
        self._rules = _Rules()
        self._exceptions = _exceptions()
        self._longest = max(map(len, self._exceptions))
        self._rejoined = self._rejoining()
        self._closing: dict[str, bool] = {}

    def __missing__(self, chunk: str) -> Pieces:
        pieces = tuple(self._rejoin(self._cut(chunk, self._exceptions)))
        if len(chunk) <= _LONGEST_REMEMBERED:
            if len(self) >= _MOST_REMEMBERED:
                self.clear()
            self[chunk] = pieces
        return pieces

    def closes(self, chunk: str) -> bool:
        """Whether some piece of ``chunk`` ends a sentence."""
        return not SENTENCE_ENDS.isdisjoint(chunk) and not SENTENCE_ENDS.isdisjoint(self[chunk])

    def _cut(self, chunk: str, exceptions: Exceptions) -> list[str]:
        rules, front, back = self._rules, [], []
        start, end = 0, len(chunk)
        while not chunk[start:end].isalpha() and not self._knows(chunk, start, end, exceptions):
            before = rules.front(chunk, start, end)
            if before and self._knows(chunk, start + before, end, exceptions):
                front.append(chunk[start : start + before])
                start += before
                break
            after = rules.back(chunk, start + before, end)
            if after and self._knows(chunk, start, end - after, exceptions):
                before = 0
            if not before and not after:
                break
            front += [chunk[start : start + before]] if before else []
            back += [chunk[end - after : end]] if after else []
            start, end = start + before, end - after
        return [*front, *self._cut_middle(chunk[start:end], exceptions), *reversed(back)]

    def _knows(self, chunk: str, start: int, end: int, exceptions: Exceptions) -> bool:
        return start < end <= start + self._longest and chunk[start:end] in exceptions

    def _cut_middle(self, middle: str, exceptions: Exceptions) -> Iterable[str]:
        if not middle:
            return ()
        if middle in exceptions:
            return exceptions[middle]
        if middle.isalpha() or _is_address(middle):
            return (middle,)
        return self._rules.inside(middle)

    def _rejoining(self) -> dict[str, list[tuple[Pieces, Pieces]]]:
        """Exceptions as they are cut without being known, by their first piece: cut so, they're put right again."""
        rejoined: dict[str, list[tuple[Pieces, Pieces]]] = {}
        for word, pieces in self._exceptions.items():
            cut = tuple(self._cut(word, {}))
            if len(cut) > 1:
                rejoined.setdefault(cut[0], []).append((cut, pieces))
        return rejoined

    def _rejoin(self, pieces: list[str]) -> list[str]:
        if len(pieces) < 2:
            return pieces
        for start, size, whole in reversed(self._to_rejoin(pieces)):
            pieces[start : start + size] = whole
        return pieces

    def _to_rejoin(self, pieces: list[str]) -> list[tuple[int, int, Pieces]]:
        """What is to be put right, in order: the longest first, and nothing that touches one tried before."""
        found = [
            (start, len(cut), whole)
            for start, piece in enumerate(pieces)
            for cut, whole in self._rejoined.get(piece, ())
            if tuple(pieces[start : start + len(cut)]) == cut
        ]
        taken: set[int] = set()
        kept = []
        for start, size, whole in sorted(found, key=lambda match: (-match[1], match[0])):
            if start not in taken and start + size - 1 not in taken:
                kept.append((start, size, whole))
            taken.update(range(start, start + size))
        return sorted(kept)


class _Rules:
    """What comes off the front and the back of a chunk, and cuts its middle."""

    def __init__(self) -> None:
        small, capital = _letters()
        letter = small + capital + "ƻǅǈǋǲ"
        symbol = _symbols()
        marks, quotes = re.escape(_MARKS), re.escape(_QUOTES)
        units = "|".join(map(re.escape, _UNITS.split()))
        self._front = re.compile(rf"[§%=—–{marks}{re.escape(_CURRENCY)}{symbol}]|\+(?![0-9])|\.\.+|US\$|[CA]\$")
        self._back = re.compile(
            rf"(?:……|['’][sS]|[—–{marks}{symbol}]|(?<=[0-9])(?:\+|US\$|[CA]\$|[{re.escape(_CURRENCY)}]|{units})"
            rf"|(?<=[0-9%²\-+|(?:){marks}{small}])\.|(?<=[{capital}]{{2}})\.|(?<=°[FfCcKk])\.)\Z"
        )
        self._inside = re.compile(
            rf"\.\.+|[…{symbol}]|(?<=[0-9])[+\-*^](?=[0-9-])|(?<=[{small}{quotes}])\.(?=[{capital}{quotes}])"
            rf"|(?<=[{letter}]),(?=[{letter}])|(?<=[{letter}0-9])(?:[-–—]|--|---|——|~)(?=[{letter}])"
            rf"|(?<=[{letter}0-9])[:<>=/](?=[{letter}])"
        )

    def front(self, chunk: str, start: int, end: int) -> int:
        """How many characters come off the front of ``chunk[start:end]``."""
        found = self._front.match(chunk, start, end)
        return found.end() - start if found else 0

    def back(self, chunk: str, start: int, end: int) -> int:
        """How many characters come off its end."""
        tail = chunk[max(start, end - _LONGEST_ENDING) : end]
        if tail.endswith(".."):
            run = end
            while run > start and chunk[run - 1] == ".":
                run -= 1
            return end - run
        found = self._back.search(tail)
        return len(tail) - found.start() if found else 0

    def inside(self, middle: str) -> Iterator[str]:
        """``middle`` cut at the marks inside it; one at its very start stays."""
        start = 0
        for found in self._inside.finditer(middle):
            if found.start() == 0:
                continue
            if found.start() != start:
                yield middle[start : found.start()]
            yield found[0]
            start = found.end()
        if start < len(middle):
            yield middle[start:]


def _is_address(word: str) -> bool:
    """Whether ``word`` reads as an address, from its start, a scheme or an ``@`` to the end."""
    if "." not in word:
        return False
    starts = [0, *(place.end() for place in re.finditer("@", word) if place.start())]
    scheme, colon, _ = word.partition("://")
    if colon and _SCHEME.fullmatch(scheme):
        starts.append(len(scheme) + len(colon))
    return any(_host().match(word, start) for start in starts)


_CHUNK = re.compile(r"\S+")
_SCHEME = re.compile(r"[\w+\-.]{2,}")


@cache
def _host() -> re.Pattern[str]:
    octet = r"\.(?:1?\d{1,2}|2[0-4]\d|25[0-5])"
    last = r"\.(?:[1-9]\d?|1\d\d|2[0-4]\d|25[0-4])"
    private = (
        r"(?:10|127)(?:\.\d{1,3}){3}|(?:169\.254|192\.168)(?:\.\d{1,3}){2}|172\.(?:1[6-9]|2\d|3[01])(?:\.\d{1,3}){2}"
    )
    number = rf"(?!{private})(?:[1-9]\d?|1\d\d|2[01]\d|22[0-3]){octet}{octet}{last}"
    label = "A-Za-z0-9\u00a1-\uffff"
    name = rf"(?:[{label}](?:[{label}_-]{{0,62}}[{label}])?\.)+[{_letters()[0]}]{{2,63}}"
    return re.compile(rf"(?:{number}|{name})(?::\d{{2,5}})?(?:[/?#]\S*)?\Z")


@cache
def _cutter() -> _Cutter:
    return _Cutter()


@cache
def _letters() -> tuple[str, str]:
    """Small and capital letters as the inside of a character class; those of scripts without capitals in both."""
    latin = [chr(code) for first, past in _LATIN_BLOCKS for code in range(first, past)]
    latin = [letter for letter in latin if unicodedata.name(letter, "").startswith("LATIN")]
    small, capital = (
        "".join(letter for letter in latin if unicodedata.category(letter) == category) for category in ("Ll", "Lu")
    )
    uncased = _characters(_UNCASED)
    return small + _OTHER_SMALL + uncased, capital + _OTHER_CAPITAL + uncased


@cache
def _symbols() -> str:
    """Symbols that are no marks (``So``), as the inside of a character class."""
    young = re.compile(f"[{_characters(_YOUNG_SYMBOLS)}]")
    every = map(chr, range(0xA6, 0x1FA6E))
    return _as_ranges(one for one in every if unicodedata.category(one) == "So" and not young.match(one))


def _as_ranges(characters: Iterable[str]) -> str:
    """Ascending ``characters`` as the inside of a character class; a class of ranges is searched many times faster."""
    runs: list[list[str]] = []
    for character in characters:
        if runs and ord(runs[-1][-1]) == ord(character) - 1:
            runs[-1] = [runs[-1][0], character]
        else:
            runs.append([character])
    return "".join("-".join(run) for run in runs)


def _characters(ranges: str) -> str:
    """``ranges`` of code points in hexadecimal as the inside of a character class."""
    return "".join("-".join(chr(int(end, 16)) for end in one.split("-")) for one in ranges.split())


def _exceptions() -> Exceptions:
    """The chunks that are cut in a way of their own, and the words that keep their marks."""
    pieces = [*_contractions(), *((word,) for word in chain(_WHOLE.split(), _FACES.split()))]
    for word in _CAPITAL_OR_SMALL.split():
        pieces += [(word,), (word.capitalize(),)]
    pieces += [("°", scale, ".") for scale in "cfkCFK"]
    pieces += [tuple(part.replace("'", "’") for part in parts) for parts in pieces]
    return {"".join(parts): parts for parts in pieces}


def _contractions() -> Iterator[Pieces]:
    plain = set(_WORDS_OF_THEIR_OWN.split())
    for heads, tails in _CONTRACTED:
        for head in heads.split():
            for tail in tails:
                if head + tail not in plain:
                    yield (head, *tail.split())
                    yield (head.capitalize(), *tail.split())
    yield from (tuple(words.split()) for words in _ONLY_SMALL)
    for hour in range(1, 13):
        yield from ((str(hour), half) for half in ("am", "pm", "a.m.", "p.m."))
