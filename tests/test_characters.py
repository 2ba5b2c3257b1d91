"""Characters: what is told by arithmetic is what the tables say."""

import numpy as np
import pytest

from scorer.characters import classify, fold, kind_of

BEYOND = "𝐀𝓫👍🏽𐐀"


@pytest.mark.parametrize("codes", [range(0x3100), range(0xFB00, 0x10000), map(ord, BEYOND), []])
def test_every_character_is_of_its_kind_and_folded(codes):
    codes = list(codes)
    kind, folded, *_ = classify(np.array(codes, dtype=np.uint32))

    assert kind.tolist() == [kind_of(chr(code)) for code in codes]
    assert folded.tolist() == [ord(fold(chr(code))) for code in codes]
