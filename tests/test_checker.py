"""A claim checker is the user's own model: tried, looked after, named, never weighed."""

from time import process_time

import numpy as np
import orjson
import pytest

from scorer import Article, Scorer
from scorer.checker import GROUP, Checker, Pair, contradicted, in_words, load
from scorer.comparable import sentence_pairs, title_passages
from scorer.document import Batch
from scorer.errors import CheckerError, MissingExtraError
from scorer.score import Loading
from scorer.signal import Panel
from scorer.signals.claim_contradicted import ClaimContradicted
from tests.claim_checkers import Negation, Words
from tests.conftest import observe

OPEN, SHUT = "The bridge on Mill Street is open.", "The bridge on Mill Street is not open."
FILLING = (
    "The council of Ann Arbor meets on Tuesday to talk about the budget. A third of the money goes to schools and most "
    "of the rest to roads. Nobody expects a quick vote, since the two largest parties have not agreed on a tax. "
)
TEXT = f"{OPEN} Buses went over it all day long, as they have for years. {SHUT} {FILLING * 3}"


class Answering:
    """Answers each question with the same."""

    name = "Answering"

    def __init__(self, answer, method="entails"):
        setattr(self, method, lambda _: answer)


class Named:
    def __init__(self, name):
        self.name = name

    def supports(self, pairs):
        return [0.5] * len(pairs)


def found(score):
    return [finding for finding in score.findings if finding.signal == "claim-contradicted"]


def test_both_places_are_shown_with_the_chance_and_the_name_of_who_says_so():
    (finding,) = found(Scorer.load(checker=Negation()).score(TEXT))

    assert finding.span.of(TEXT) == SHUT
    assert [place.of(TEXT) for place in finding.related] == [OPEN]
    assert finding.message == (
        "In the opinion of “Negation”, a claim checker that the user supplied, this contradicts the other place "
        "(chance: at least 19 in 20); it may be wrong."
    )
    assert finding.soft


def test_a_checker_moves_no_score():
    plain, checked = (Scorer.load(checker=checker).score(TEXT) for checker in (None, Negation()))

    assert not found(plain)
    assert len(found(checked)) == 1
    assert checked.quality == plain.quality
    assert checked.contributions == plain.contributions
    assert checked.features == dict(plain.features) | {"claim-contradicted": 1.0}


def test_scores_say_which_checker_they_depend_on():
    plain, one, other = (Scorer.load(checker=checker).identity for checker in (None, Negation(), Named("Other")))

    assert "checker" not in plain
    assert one["checker"] == "Negation 1"
    assert other["checker"] == "Other"
    assert len({each["signals"] for each in (plain, one, other)}) == 3


def test_without_a_checker_nothing_is_looked_at():
    signal = ClaimContradicted()
    batch = Batch([Article(TEXT)], Panel([signal]).book)

    assert not signal.suspects(batch).any()
    assert not list(signal.find(next(iter(batch))))


def test_a_checker_of_support_is_asked_about_the_title_only():
    signal = ClaimContradicted(Checker.of(Words()))
    title = "Street vendors praise quarterly tractor sales by family farms this spring"

    (finding,) = observe(signal, TEXT, title=title)

    assert finding.span.of(TEXT) == OPEN
    assert [place.of(TEXT) for place in finding.related] == [SHUT]
    assert "“Words”" in finding.message
    assert "the sentences nearest to the title don't bear it out (chance: at least 9 in 10)" in finding.message
    assert not observe(signal, TEXT, title="The bridge on Mill Street is open to buses")
    assert not observe(signal, TEXT)


def test_a_title_that_one_passage_bears_out_is_not_told_of():
    text = f"{OPEN} Five years ago the bridge on Mill Street was not open."

    told = observe(ClaimContradicted(Checker.of(Negation())), text, title="Mill Street bridge is open")
    assert ["title and text" in finding.message for finding in told] == [False]


def test_one_sentence_is_told_of_once():
    checker = Negation()
    text = f"{OPEN} The old bridge on Mill Street is open to trams. {SHUT}"

    assert len(observe(ClaimContradicted(Checker.of(checker)), text)) == 1
    assert max(map(len, checker.asked)) == 3


def test_a_contradiction_holds_both_ways_round():
    class OneWay(Negation):
        def entails(self, pairs):
            return [(0, 0, 1) if pair.claim == SHUT else (0, 1, 0) for pair in pairs]

    pairs = [Pair(OPEN, SHUT), Pair(SHUT, OPEN), Pair(OPEN, OPEN)]

    assert contradicted(Checker.of(Negation()), pairs) == [(0, 0.97), (1, 0.97)]
    assert contradicted(Checker.of(Negation()), pairs, 0.98) == []
    assert contradicted(Checker.of(OneWay()), pairs) == []
    assert contradicted(Checker.of(Words()), pairs) == []
    assert contradicted(Checker.of(Negation()), []) == []


@pytest.mark.parametrize(
    ("chance", "words"), [(1, "99 in 100"), (0.99, "99 in 100"), (0.985, "19 in 20"), (0.9, "9 in 10"), (0.5, "1 in 2")]
)
def test_chances_are_told_as_round_numbers_that_are_reached(chance, words):
    assert in_words(chance) == f"at least {words}"


def test_small_chances_are_told_too():
    assert in_words(0.3) == "less than 1 in 2"


@pytest.mark.parametrize(
    ("model", "complaint"),
    [
        (object(), "an object of type object is no claim checker: it needs a method entails"),
        (Negation, "the class Negation is no claim checker"),
        (Named(""), "an object of type Named has no name to show"),
        (Named("a\nb"), "has no name to show"),
        (Named("n" * 81), "of 1 to 80 characters"),
        (Named(None), "has no name to show"),
        (
            Answering([1]),
            r"the claim checker Answering gave numbers of the shape \(1,\), not chances of 0 to 1, of the",
        ),
        (Answering([(0, 0, 2)]), r"Answering gave 2 among chances of 0 to 1, of the shape \(1, 3\)"),
        (Answering([(float("nan"), 0, 1)]), "Answering gave nan among"),
        (Answering([(0.5, 0, 0.9)]), "Answering gave three chances that don't sum to 1"),
        (Answering([], "supports"), r"Answering gave numbers of the shape \(0,\)"),
        (Answering([-0.5], "supports"), "Answering gave -0.5"),
        (Answering("yes"), "Answering failed on 1 pairs: ValueError"),
        (Answering(None), "Answering failed on 1 pairs: TypeError|shape"),
    ],
)
def test_what_is_no_checker_is_refused_at_once(model, complaint):
    with pytest.raises(CheckerError, match=complaint):
        Scorer.load(checker=model)


def test_a_checker_that_fails_later_says_so():
    class Failing(Negation):
        def entails(self, pairs):
            if len(pairs) > 1 or pairs[0].document == OPEN:
                raise RuntimeError("out of memory")
            return super().entails(pairs)

    with pytest.raises(
        CheckerError, match=r"the claim checker Negation failed on [0-9]+ pairs: RuntimeError: out of memory"
    ):
        Scorer.load(checker=Failing()).score(TEXT)


def test_a_checker_may_say_itself_what_it_lacks():
    class Lacking(Negation):
        def entails(self, _):
            raise MissingExtraError("it needs a licence")

    with pytest.raises(MissingExtraError, match="it needs a licence"):
        Checker.of(Lacking())


def test_numbers_of_any_kind_are_taken():
    assert Checker.of(Answering(np.array([1.0000001], np.float32), "supports")).verdicts([Pair("a", "b")]) == [
        (1, None)
    ]
    assert Checker.of(Answering(((1, 0, 0),))).verdicts([Pair("a", "b")]) == [(1, 0)]
    checker = Checker.of(Words())
    assert Checker.of(checker) is checker


@pytest.mark.parametrize(
    ("word", "name"),
    [("tests.claim_checkers:ready", "Words"), ("tests.claim_checkers:Negation", "Negation")],
)
def test_a_word_names_an_object_or_what_makes_one(word, name):
    assert Checker.of(word).name == name


def test_what_stands_behind_an_equals_sign_goes_to_the_maker():
    assert load("tests.claim_checkers:Negation=0.5").chance == 0.5


@pytest.mark.parametrize(
    ("word", "complaint"),
    [
        (
            "nobody",
            "no claim checker is called 'nobody'; (none is installed|installed are .*). Any other is named as MODULE",
        ),
        ("tests.claim_checkers:", "'tests.claim_checkers:' names no claim checker; give the name of one"),
        (":ready", "':ready' names no claim checker"),
        ("tests.nowhere:ready", "tests.nowhere:ready can't be imported: ModuleNotFoundError: .*PYTHONPATH"),
        ("tests.claim_checkers:readier", "can't be imported: AttributeError: [^;]*$"),
        ("tests.claim_checkers:ready=0.5", "is there already and takes no argument; leave =0.5 out"),
        ("tests.claim_checkers:Negation=high", "Negation can't be made: ValueError: could not convert"),
        ("tests.claim_checkers:broken", "broken can't be made: OSError: the disk is gone"),
        ("tests.claim_checkers:nothing", "nothing is an object of type NoneType, no claim checker"),
        ("scorer.engines.neural:load=nowhere", "nowhere has no model.onnx"),
    ],
)
def test_a_word_that_names_none_is_refused(word, complaint):
    with pytest.raises(CheckerError, match=complaint):
        Scorer.load(checker=word)


def test_a_module_may_say_itself_what_it_lacks(tmp_path, monkeypatch):
    (tmp_path / "lacking.py").write_text(
        "import scorer.errors\nraise scorer.errors.MissingExtraError('get a licence')\n"
    )
    monkeypatch.syspath_prepend(tmp_path)

    with pytest.raises(MissingExtraError, match="get a licence"):
        load("lacking:checker")


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """A package that offers a claim checker."""
    folder = tmp_path / "offering-1.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text("Metadata-Version: 2.1\nName: offering\nVersion: 1\n")
    (folder / "entry_points.txt").write_text(f"[{GROUP}]\nours = tests.claim_checkers:Negation\n")
    monkeypatch.syspath_prepend(tmp_path)


def test_an_installed_one_is_known_by_its_name(installed):
    assert Checker.of("ours").name == "Negation"
    assert load("ours=0.6").chance == 0.6
    with pytest.raises(CheckerError, match=r"no claim checker is called 'hours'; installed are .*ours"):
        load("hours")


def test_the_command_line_asks_a_checker(run, tmp_path, installed):
    (tmp_path / "in.jsonl").write_bytes(b"\n".join(orjson.dumps({"text": TEXT, "id": str(n)}) for n in range(3)))

    for word in ("ours", "tests.claim_checkers:Negation"):
        code, out, _ = run("score", tmp_path / "in.jsonl", "--checker", word)
        records = list(map(orjson.loads, out.splitlines()))
        assert code == 0
        assert [[one["signal"] for one in record["findings"]].count("claim-contradicted") for record in records] == [
            1
        ] * 3


def test_a_run_with_another_checker_is_another_run(run, tmp_path):
    (tmp_path / "in.jsonl").write_bytes(orjson.dumps({"text": TEXT}))
    words = ("score", tmp_path / "in.jsonl", "-o", f"{tmp_path / 'out'}/")

    assert run(*words)[0] == 0
    code, _, err = run(*words, "--checker", "tests.claim_checkers:Negation")

    assert code == 2
    assert "checker" in err


def test_the_command_line_says_in_a_line_what_is_wrong(run, tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)

    code, out, err = run("score", tmp_path / "a.txt", "--checker", "nobody")

    assert (code, out) == (2, "")
    assert err.startswith("scorer: no claim checker is called 'nobody'")
    assert err.count("\n") == 1


def test_a_report_has_what_a_checker_says(run, tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)

    code, _, _ = run(
        "report",
        tmp_path / "a.txt",
        "-o",
        tmp_path / "out",
        "--format",
        "txt",
        "--checker",
        "tests.claim_checkers:Negation",
    )

    told = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "out").rglob("*.txt"))
    assert code == 0
    assert "In the opinion of “Negation”" in told


def test_a_loading_can_be_sent_and_loads_once():
    assert hash(Loading(checker="ours")) == hash(Loading(checker="ours"))
    assert Loading(checker="ours") == Loading(checker="ours") != Loading()
    assert Loading(checker="tests.claim_checkers:Negation")(None).identity["checker"] == "Negation 1"


def documents(*articles):
    return list(Batch(articles, Panel([ClaimContradicted()]).book))


def test_pairs_are_bounded_and_the_same_each_time():
    text = " ".join(
        f"Mayor Ann Holt met the council {number} times about plan {number % 7} last year." for number in range(900)
    )
    (document,) = documents(Article(text, title="Mayor Ann Holt met the council"))

    pairs = sentence_pairs(document, 24)

    assert len(pairs) == len(set(pairs)) == 24
    assert all(earlier.end <= later.start for earlier, later in pairs)
    assert pairs == sentence_pairs(*documents(Article(text, title="Other")), 24)
    assert len(title_passages(document, 3)) == 3


def test_sentences_that_share_nothing_are_not_paired():
    (document,) = documents(
        Article("The bridge is open to all cars. A farmer sold his apples there. Ann Holt saw it all.")
    )

    assert sentence_pairs(document, 24) == []
    assert title_passages(document, 3) == []


@pytest.mark.parametrize("text", ["a", ".", "Aa Bb", "7", "“", "a\u200b b"])
def test_texts_of_little_are_no_error(text):
    assert observe(ClaimContradicted(Checker.of(Negation())), text, title=text) == []


@pytest.mark.parametrize("pump", ["Aa Bb ", "Aa Bb said so much. ", "7 ", "7 apples fell from trees. ", "“a ", "a? "])
def test_hostile_texts_take_no_time(pump):
    signal = ClaimContradicted(Checker.of(Negation()))
    start = process_time()

    observe(signal, pump * (100_000 // len(pump)), title=pump * 9)

    assert process_time() - start < 5
