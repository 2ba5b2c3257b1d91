"""Learnt: the classifiers that both signals and measures ask; their weights are shipped."""

from scorer import cues, tokens
from scorer.classifier import Classifier
from scorer.surroundings import surroundings

CLICKBAIT = Classifier(
    "clickbait",
    "titles",
    words=(
        *(tokens.words, tokens.numbered_words, tokens.numbered_pairs),
        *(tokens.openings, tokens.numbered_marks, tokens.marks),
    ),
    shape=(tokens.count, tokens.opening_number),
)
"""Headlines that withhold what they are about so that one clicks; blind to capitals, which tell publishers apart."""

MACHINE_WRITTEN = Classifier(
    "machine-written",
    "texts",
    words=(tokens.running_words, tokens.running_marks, tokens.frames, tokens.frame_pairs),
)
"""Articles by a language model; blind to names, numbers and layout."""

FURNITURE = Classifier(
    "furniture",
    "lines",
    words=(tokens.words, tokens.plain_pairs, tokens.openings, tokens.endings, tokens.marks_behind),
    shape=(tokens.length, tokens.bounds, tokens.capitals, tokens.numbers, tokens.same_words),
)
"""Lines of a page's furniture, each judged by itself."""

BOILERPLATE = Classifier("boilerplate", "lines", words=(), shape=surroundings(FURNITURE))
"""The same, judged by what :data:`FURNITURE` says of a line and of its surroundings."""

ATTRIBUTED = Classifier("attributed", "cues", words=(), shape=cues.SPEECH)
"""Words by which a sentence says whose statement, belief or wish it gives."""

NAMED = Classifier("named", "cues", words=(), shape=cues.SPEECH)
"""Those whose source has a name."""

VAGUE = Classifier("vague", "cues", words=(), shape=cues.SPEECH)
"""Those whose source is left out or is a crowd: "officials said", "is expected", "polls show"."""

HEDGED = Classifier("hedged", "cues", words=(), shape=cues.HEDGES)
"""Words that leave open whether something is so."""

STYLE = Classifier("style", "texts", words=(tokens.plain_words, tokens.plain_pairs), once=True)
"""Articles of sources that experts rate high, by their small habits of wording; blind to names and numbers."""
