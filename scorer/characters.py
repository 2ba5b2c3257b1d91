"""Characters: the kind of each code point, and the letter it is read as.

Two tables over the code points answer what reading asks of a character. ``KIND`` holds bit
flags. ``FOLD`` holds the letter that is compared: lower case, without accent, full-width and
styled letters as plain ones, every apostrophe as ``'``, every space as a space. Folding is one to one,
so a position in the folded text is a position in the original.
"""

import unicodedata

import numpy as np
import numpy.typing as npt

LETTER = 1
DIGIT = 2
SPACE = 4
UPPER = 8
NEWLINE = 16
STOP = 32
APOSTROPHE = 64
INVISIBLE = 128

_TABLE_SIZE = 0x10000
_SCANNED = 0x3100  # above, whole blocks are of one kind
_LATIN_EXTENDED_D = range(0xA720, 0xA800)
_COMPATIBILITY = range(0xF900, 0x10000)
_PRIVATE_AND_SURROGATES = slice(0xD800, 0xF900)

_ASCII = np.uint32(0x80)
_CAPITAL_A, _SMALL_A, _SPACE = (np.uint8(ord(character)) for character in "Aa ")
_LETTERS = np.uint8(26)
_TO_SMALL = _SMALL_A - _CAPITAL_A

_STOPS = ".!?\u2026\u3002\uff01\uff1f\u061f\u0964"
_APOSTROPHES = "'\u2018\u2019\u02bc\u2032\uff07`\u00b4"
_HYPHENS = "\u2010\u2011\u2012\u2043\u2212\ufe63\uff0d"
_NEWLINES = "\n\r\v\f\u0085\u2028\u2029"

_NAMED = (
    dict.fromkeys(_STOPS, STOP) | dict.fromkeys(_APOSTROPHES, APOSTROPHE) | dict.fromkeys(_NEWLINES, SPACE | NEWLINE)
)
_CATEGORIES = {
    **dict.fromkeys(("Zs", "Cc"), SPACE),
    **dict.fromkeys(("Cf", "Mn", "Me"), INVISIBLE),
    **dict.fromkeys(("Lu", "Lt"), LETTER | UPPER),
    **dict.fromkeys(("Ll", "Lm", "Lo", "Mc"), LETTER),
    **dict.fromkeys(("Nd", "Nl", "No"), DIGIT),
}

# Small capitals are letters of their own to Unicode; in running text they are dressed-up Latin ones.
_SMALL_CAPITALS = dict(zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnoprstuvwyz", strict=True))

# Letters of other scripts that look like Latin ones, used to hide words from matching.
# Applied only inside a word that also holds Latin letters, so real Russian or Greek stays whole.
LOOKALIKES = {
    "а": "a", "в": "b", "с": "c", "ԁ": "d", "е": "e", "һ": "h", "і": "i", "ј": "j", "к": "k", "ӏ": "l", "м": "m",
    "н": "h", "о": "o", "р": "p", "ԛ": "q", "ѕ": "s", "т": "t", "ԝ": "w", "х": "x", "у": "y", "ѵ": "v", "г": "r",
    "α": "a", "β": "b", "ε": "e", "η": "n", "ι": "i", "κ": "k", "μ": "u", "ν": "v", "ο": "o", "ρ": "p",
    "τ": "t", "υ": "u", "χ": "x", "γ": "y", "ω": "w",
    "ա": "w", "օ": "o", "ո": "n", "ս": "u", "հ": "h", "ց": "g",
}  # fmt: skip


def kind_of(character: str) -> int:
    """The flags of one character."""
    category = unicodedata.category(character)
    if category == "So" and fold(character).isalpha():
        return LETTER  # a letter in a circle or box
    return _NAMED.get(character, _CATEGORIES.get(category, 0))


def fold(character: str) -> str:
    """The one character that ``character`` is compared as."""
    if character in _APOSTROPHES:
        return "'"
    if character in _HYPHENS:
        return "-"
    if character in _SMALL_CAPITALS:
        return _SMALL_CAPITALS[character]
    if unicodedata.category(character) in ("Zs", "Zl", "Zp", "Cc"):
        return "\n" if character in _NEWLINES else " "
    base = unicodedata.normalize("NFKD", character)
    letters = [part for part in base if not unicodedata.combining(part)]
    folded = letters[0].lower() if len(letters) == 1 else character.lower()
    return folded[0] if len(folded) == 1 else character


def _tables() -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.uint32]]:
    kind = np.full(_TABLE_SIZE, LETTER, dtype=np.uint8)
    folded = np.arange(_TABLE_SIZE, dtype=np.uint32)
    kind[_PRIVATE_AND_SURROGATES] = 0
    for code in (*range(_SCANNED), *_LATIN_EXTENDED_D, *_COMPATIBILITY):
        character = chr(code)
        kind[code] = kind_of(character)
        folded[code] = ord(fold(character))
    return kind, folded


KIND, FOLD = _tables()


def has(kinds: npt.NDArray[np.uint8], flags: int) -> npt.NDArray[np.bool_]:
    """Whether each kind has one of the flags; the shape of ``kinds``."""
    return (kinds & np.uint8(flags)).astype(np.bool_)


def classify(
    codes: npt.NDArray[np.uint32],
) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.uint32], npt.NDArray[np.intp]]:
    """Kinds and folded code points of ``codes``, in their shape, and where all but plain letters and spaces are."""
    low = codes.astype(np.uint8)  # bytes are quick to compare: most characters are plain letters and spaces
    capital = (low - _CAPITAL_A < _LETTERS).view(np.uint8)
    folded = low + capital * _TO_SMALL
    kind = (folded - _SMALL_A < _LETTERS).view(np.uint8) * np.uint8(LETTER)
    kind |= capital * np.uint8(UPPER)
    kind |= (low == _SPACE).view(np.uint8) * np.uint8(SPACE)
    others = np.flatnonzero((kind == 0) | (codes >= _ASCII))
    folded = folded.astype(np.uint32)
    kind[others], folded[others] = _looked_up(codes[others])
    return kind, folded, others


def _looked_up(codes: npt.NDArray[np.uint32]) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.uint32]]:
    """The same by the tables alone."""
    kind, folded = KIND.take(codes, mode="clip"), FOLD.take(codes, mode="clip")
    beyond = np.flatnonzero(codes >= _TABLE_SIZE)
    if len(beyond):
        distinct, where = np.unique(codes[beyond], return_inverse=True)
        kind[beyond] = np.array([kind_of(chr(code)) for code in distinct], dtype=np.uint8)[where]
        folded[beyond] = np.array([ord(fold(chr(code))) for code in distinct], dtype=np.uint32)[where]
    return kind, folded
