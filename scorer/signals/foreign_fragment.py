"""Foreign fragment."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import numpy.typing as npt

from scorer.document import Batch, Document, Passage
from scorer.finding import Finding
from scorer.keys import Ints
from scorer.lexicon import WordList
from scorer.reading import Bools, word_keys
from scorer.signal import Signal
from scorer.span import WHOLE
from scorer.speech import within

# Small words of each language that are no common English words and no common parts of names.
_SMALL_WORDS = {
    "Spanish": "el los las una unos del que por para con como pero más está están fue sus también desde hasta cuando"
    " donde sobre entre este esta estos estas hay ser han había muy según ya se lo de la en es y",
    "Catalan": "els les amb dels una uns què aquest aquesta també són estan dues dos més però entre davant perquè"
    " al la de en el que va seva seu del d'una s'ha hi",
    "Portuguese": "uma dos das nos nas não para por mais foi são seu sua ao pelo pela em que está também você"
    " esta este isso mas muito quando de da os ou",
    "French": "le les des une dans avec sont qui que sur pas mais aux cette ces ses leur leurs nous vous ils être été"
    " avait aussi comme entre du au et la de en est un ce cet"
    " votre notre nos tous depuis après chez cela donc l'article",
    "Italian": "il gli una che di del della dei delle nel nella sono è più anche questo questa hanno dal dalla alla"
    " alle si un la al",
    "Romanian": "și de la cu pe nu este pentru sunt ale fost mai prin despre după sau că lui",
    "German": "der das und ist nicht ein eine einen einem einer mit auf für von dem des sich auch werden wird sind wie"
    " oder nach bei aus zum zur über dass im ich wir sie ihr ihre zu vom beim noch nur wenn als kann haben mehr hier",
    "Dutch": "de het een van en voor niet zijn wordt worden ook maar aan naar bij uit deze dit heeft hebben werd op te",
    "Swedish": "och att det som inte från ett av också eller efter på är vid",
    "Danish or Norwegian": "og ikke det af på efter eller blev også fra til som har",
    "Polish": "nie się jest że przez dla jak oraz był jego na jako także które od po w z"
    " o tym tego przy czy ich tej dla nas może się",
    "Czech": "je se že který která jsou také podle jako nebo jeho byl",
    "Turkish": "ve bir bu için ile olarak olan çok daha gibi kadar sonra değil",
    "Indonesian": "dan yang untuk dengan ini itu dari tidak pada akan adalah dalam juga oleh",
    "Vietnamese": "và của là không được cho các một những trong với này người đã",
}
_KEYS = {language: frozenset(word_keys(words.split()).tolist()) for language, words in _SMALL_WORDS.items()}
_FOREIGN = WordList(" ".join(_SMALL_WORDS.values()))
_ENGLISH = WordList("""
    the of and to is that for with on as by at from this be are it has have not but they his which or were
    had their its he she will would who said we you i our can about more when after
""")
_FEWEST_WORDS = 5
_FEWEST_SMALL = 3  # small words without which nothing is said of a sentence
_SMALL_SHARE = 0.2  # of a sentence's words; running text of these languages has 0.3 to 0.5
_ENGLISH_SHARE = 0.1  # of a sentence's words, at most
_ENGLISH_TEXT = 0.2  # of an English article's words, at least; running text has 0.3 to 0.4
_ENGLISH_PART = 0.25  # of all words, in an article that is English as well as another language
_FEWEST_MIXED = 40  # foreign words, more than a caption or a quoted line has
_SCRIPTS_FROM = 0x370  # Greek, the first script after Latin
_SIGNS = (0x1E00, 0x2E80)  # more Latin, then punctuation and symbols
_SCRIPTS_TO = 0xD800  # Hangul is the last before code points of no script
_FEWEST_LETTERS = 8  # of another script, more than a name in brackets has
_SCRIPT_SHARE = 0.5  # of a sentence's characters


@dataclass(frozen=True)
class ForeignFragment(Signal):
    """Lines and sentences of another language in an English article.

    **Why it counts.** A caption or menu in the language of the template, or a sentence left untranslated, shows that
    nobody read the page before it went out.

    **Flagged.** "dos homes donant-se la mà davant de dues banderes en una habitació" between English paragraphs; a line
    in Cyrillic, Arabic, Chinese or another script. An article a quarter or more of which is in another language, as a
    whole; where it is half or more, its sentences aren't flagged one by one.

    **Fine.** Names ("Maria de la Cruz"), titles and borrowed words within an English sentence; what is quoted; a name
    in its own script in brackets. An article that isn't English is not judged at all.

    **Limits.** Fragments of fewer than five words, or of fewer than three small words, aren't seen ("Inici »"). A
    service in another language ("En español: …") and an embedded post are flagged though they are meant, so a finding
    is only worth a look. Languages that are close may be taken for each other.

    **Measured.**

    - clean news: outlets that experts rate .85 or more (data 7a38fec6): articles with one, of 1,000: 2.68 [.326,
      6.25], n = 7,085
    - content farms, hoaxes and fabricated news (data a95e2a94): articles with one, of 1,000: .000 [.000, 1.47], n =
      2,037
    - clean news: 27 of 27 flags read are right

    **Tried.** Lines of eight words or more from web pages, set one at a time into an English article: found are
    70 % of the German, 87 % of the Spanish, 71 % of the French and 36 % of the Polish ones (some are in fact
    English), and none of 600 English ones. All lines flagged in 3,000 fresh articles of highly rated outlets
    are links to pages in Spanish.

    **Source.** That a language shows in its small words: Grefenstette, "Comparing two language identification schemes"
    (1995).
    """

    mixed: float = 0.25
    """Of all words, in another language, from which the whole article is said to be in two languages."""

    id: ClassVar = "foreign-fragment"
    group: ClassVar = "language"
    soft: ClassVar = True
    reads: ClassVar = (_FOREIGN, _ENGLISH)

    def suspects(self, batch: Batch) -> Bools:
        small = np.flatnonzero(batch.matches.marked(_FOREIGN) & ~batch.reading.capitalised)
        length = np.diff(batch.sentence_words)
        count = np.bincount(np.searchsorted(batch.sentence_words, small, "right") - 1, minlength=len(length))
        many = (length >= _FEWEST_WORDS) & (count >= np.maximum(_FEWEST_SMALL, _SMALL_SHARE * length))
        letters = batch.marks.beyond(_SCRIPTS_FROM)
        letters = letters[_are_of_other_script(batch.reading.codes[letters])]
        sentences = batch.reading.sentences.tally(np.flatnonzero(many))
        return (sentences > 0) | (batch.marks.tally(letters) >= _FEWEST_LETTERS)

    def find(self, document: Document) -> Iterator[Finding]:
        # Names keep their small words as well ("de la Cruz"), but their other words have capitals.
        small = document.marked(_FOREIGN) & ~document.capitalised
        letters = _other_script(document.text)
        found = [
            (sentence, language)
            for sentence in _candidates(document, small, letters)
            if (language := _language(document, sentence, small) or _script(sentence, letters))
        ]
        foreign = sum(len(sentence.words) for sentence, _ in found)
        if found and _is_english(document, foreign):
            if foreign >= max(_FEWEST_MIXED, self.mixed * len(document)):
                share = round(100 * foreign / len(document))
                yield self.at(WHOLE, f"The article is in two languages: {share} % of its words aren't English.")
            for sentence, language in found if len(document) > 2 * foreign else ():
                if not within(document.quotations, sum(sentence.span) // 2):  # not most of it a quotation
                    yield self.at(sentence.span, f"This reads as {language} in an English article.")


def _candidates(document: Document, small: Bools, letters: Ints) -> Iterable[Passage]:
    """Sentences worth a closer look: building them all is what costs."""
    if len(letters) >= _FEWEST_LETTERS:
        return document.sentences
    counts = Counter(document.sentence_words(word).start for word in np.flatnonzero(small).tolist())
    starts = (document.words_span(range(word, word + 1)).start for word in counts if counts[word] >= _FEWEST_SMALL)
    return map(document.sentence_at, starts)


def _is_english(document: Document, foreign: int) -> bool:
    """Whether the article is English but for ``foreign`` words, by what is known of it or by its small words."""
    known, rest = document.article.language, len(document) - foreign
    if known is not None and not known.lower().startswith("en"):
        return False
    english = int(document.marked(_ENGLISH).sum())
    return rest >= _ENGLISH_PART * len(document) and english > _ENGLISH_TEXT * rest


def _language(document: Document, sentence: Passage, small: Bools) -> str | None:
    """The language that a sentence seems to be, if it isn't English."""
    words, count = slice(sentence.words.start, sentence.words.stop), len(sentence.words)
    if count < _FEWEST_WORDS or small[words].sum() < max(_FEWEST_SMALL, _SMALL_SHARE * count):
        return None
    if document.marked(_ENGLISH)[words].sum() > _ENGLISH_SHARE * count:
        return None
    keys = document.keys[words][small[words]].tolist()
    return max(_KEYS, key=lambda language: sum(key in _KEYS[language] for key in keys))


def _other_script(text: str) -> Ints:
    """Where letters of other scripts than Latin stand."""
    if text.isascii():
        return np.empty(0, dtype=np.intp)
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    return np.flatnonzero(_are_of_other_script(codes))


def _are_of_other_script(codes: npt.NDArray[np.uint32]) -> Bools:
    return (codes >= _SCRIPTS_FROM) & ((codes < _SIGNS[0]) | (codes >= _SIGNS[1])) & (codes < _SCRIPTS_TO)


def _script(sentence: Passage, letters: Ints) -> str | None:
    """Whether most of a sentence is in another script."""
    first, last = np.searchsorted(letters, sentence.span)
    length = sentence.span.end - sentence.span.start
    return "another script" if last - first >= max(_FEWEST_LETTERS, _SCRIPT_SHARE * length) else None
