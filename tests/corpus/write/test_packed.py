"""Packed outcomes: records as they will be written, and their places among all."""

import io
from math import isnan, nan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorer.article import Article
from scorer.corpus.write.columns import Columns
from scorer.corpus.write.packed import Ranking, Waiting, lines, pack, ranked_lines
from tests.corpus.fakes import score_of
from tests.corpus.jobs import bad


def ranks(*groups):
    ranking = Ranking(map(np.array, groups))
    return [list(ranking.of(np.array(group, dtype=float))) for group in groups]


class TestRanking:
    def test_equal_quality_shares_a_place(self):
        assert ranks([0.5, 0.9, nan, 0.5, 0.1]) == [[2, 1, None, 2, 4]]

    def test_parts_are_ranked_together(self):
        assert ranks([0.5, nan], [], [0.9, 0.5]) == [[2, None], [], [1, 2]]

    @pytest.mark.parametrize("groups", [[], [[]], [[nan, nan]]])
    def test_none(self, groups):
        assert ranks(*groups) == [[None] * len(group) for group in groups]

    @given(st.lists(st.lists(st.one_of(st.floats(0, 1), st.just(nan)), max_size=6), max_size=6))
    def test_the_place_is_one_more_than_those_that_are_better(self, groups):
        numbers = [value for group in groups for value in group]

        assert [rank for group in ranks(*groups) for rank in group] == [
            None if isnan(value) else 1 + sum(other > value for other in numbers) for value in numbers
        ]


class TestPack:
    def test_scores_and_rejects_are_parted(self):
        given = [score_of(Article("abc")), *bad(2), score_of(Article("a"), abstained="too-short")]

        packed = pack(lines, (), given)

        assert packed.data.count(b"\n") == 2
        assert packed.rejects == (given[1],)
        assert packed.qualities[0] == 0.03
        assert np.isnan(packed.qualities[1])
        assert "contribution.words" in packed.columns.names

    def test_nothing(self):
        packed = pack(lines, (), [])

        assert (packed.data, len(packed.qualities), packed.rejects, packed.columns.names) == (b"", 0, (), [])

    def test_quality_is_not_rounded(self):
        score = score_of(Article("abc"))
        object.__setattr__(score, "quality", 0.12345678901)

        assert pack(lines, (), [score]).qualities[0] == 0.12345678901


class TestRankedLines:
    def write(self, records, ranks):
        data = lines(records, Columns())
        return b"".join(ranked_lines([Waiting(lambda: io.BytesIO(data), ranks)]))

    def test_ranks_are_put_in(self):
        assert self.write([{"rank": None}, {"rank": 7}], [12, None]) == b'{"rank":12}\n{"rank":null}\n'

    def test_what_was_ranked_can_be_ranked_again(self):
        assert self.write([{"rank": 12345678901}], [3]) == b'{"rank":3}\n'

    def test_text_that_looks_like_a_rank(self):
        odd = '"rank":null'

        assert self.write([{"title": odd, "rank": None, "extra": {"rank": 9, odd: 0}}], [1]) == (
            b'{"title":"\\"rank\\":null","rank":1,"extra":{"rank":9,"\\"rank\\":null":0}}\n'
        )

    def test_a_rank_too_few_is_told(self):
        with pytest.raises(ValueError, match="shorter"):
            self.write([{"rank": None}] * 2, [1])
