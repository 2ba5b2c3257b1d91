"""Claim checkers for tests: simple enough to foretell, of both kinds."""

import re

NEGATIONS = {"not", "never", "no", "denied"}


class Negation:
    """Takes two texts for contradictory if just one has a word of negation, for support as far as they share words."""

    name = "Negation"
    fingerprint = "1"

    def __init__(self, chance="0.97"):
        self.chance = float(chance)
        self.asked = []

    def entails(self, pairs):
        self.asked.append(list(pairs))
        return [self._judge(document, claim) for document, claim in pairs]

    def _judge(self, document, claim):
        if negated(document) != negated(claim):
            return 0.0, 1 - self.chance, self.chance
        return borne_out(document, claim), 1 - borne_out(document, claim), 0.0


class Words:
    """Takes a claim for supported as far as its words are the document's, too."""

    name = "Words"

    def supports(self, pairs):
        return [borne_out(document, claim) for document, claim in pairs]


def borne_out(document, claim):
    return len(words(claim) & words(document)) / len(words(claim))


def negated(text):
    return not NEGATIONS.isdisjoint(words(text))


def words(text):
    return set(re.findall(r"\w+", text.lower()))


def broken():
    raise OSError("the disk is gone")


ready = Words()
nothing = None
