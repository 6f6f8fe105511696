"""The calculator of the API: strict in, plain JSON out."""

import json
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from initiatives.measures.disparity import InvalidFigures, answer
from tests.initiatives.measures.disparity.cases import EXAMPLE, printed

SIX = [
    "reference_point",
    "absolute_or_relative",
    "favourable_or_adverse",
    "pairwise_or_summary",
    "weighting",
    "ordering",
]
COUNTS = st.one_of(st.integers(1, 80), st.integers(1, 10**9)).flatmap(
    lambda n: st.tuples(st.one_of(st.integers(0, n), st.sampled_from([0, n])), st.just(n))
)


def asked(*counts, **said):
    groups = [
        {"label": chr(65 + i), "numerator": x, "denominator": n} for i, (x, n) in enumerate(counts)
    ]
    return {"direction": "adverse", "groups": groups} | said


def the_example(**said):
    return asked(*((each["x"], each["n"]) for each in EXAMPLE["groups"].values()), **said)


def test_the_example_is_answered_with_every_promised_figure():
    found = {each["label"]: each for each in answer(the_example())["groups"]}
    for label, case in EXAMPLE["groups"].items():
        each = found[label]
        assert each["rate"] == case["rate"]
        limits = [each["interval"]["low"], each["interval"]["high"]]
        assert limits == [printed(limit) for limit in case["wilson"]]
        if label != "A":
            gap, ratio = each["difference"], each["ratio"]
            expected = [printed(v) for v in case["diff_lo_hi_vs_A"]]
            assert [gap["value"], gap["low"], gap["high"]] == expected
            expected = [printed(v) for v in case["rr_selog_lo_hi_vs_A"]]
            assert [ratio["value"], ratio["se"], ratio["low"], ratio["high"]] == expected
            assert each["excess"]["value"] == printed(case["excess"], 9)
    assert [found[label]["verdict"] for label in "BCD"] == ["gap", "gap", "too_few"]


def test_the_example_has_its_overall_rate_and_its_best_group():
    found = answer(the_example())
    assert found["overall"]["rate"] == printed(EXAMPLE["overall"], 8)
    assert found["reference"]["label"] == EXAMPLE["best"]
    assert found["summary"]["srr"]["value"] == printed(EXAMPLE["SRR"], 8)


def test_every_answer_names_the_six_choices_and_its_seed():
    found = answer(the_example())
    assert [choice["name"] for choice in found["choices"]] == SIX
    assert all(choice["chosen"] and choice["text"] for choice in found["choices"])
    assert found["simulation"]["draws"] >= 1000 and found["simulation"]["seed"]


def test_the_overall_rate_and_the_target_stand_beside_the_reference():
    beside = answer(the_example(target=0.05))["groups"][1]["beside"]
    assert beside["overall"]["difference"]["value"] == pytest.approx(0.15 - 96 / 905)
    assert beside["target"]["difference"]["value"] == pytest.approx(0.10)
    assert set(answer(the_example(reference="overall"))["groups"][1]["beside"]) == set()


def test_small_counts_are_marked_and_not_masked():
    found = answer(the_example(threshold=13))
    assert [each["small"] for each in found["groups"]] == [False, False, True, True]
    assert found["groups"][3]["numerator"] == 3
    assert "nothing is masked" in found["notes"][0] and "1 to 12" in found["notes"][0]


def test_a_threshold_of_1_makes_nothing_small():
    found = answer(the_example(threshold=1))
    assert not any(each["small"] for each in found["groups"])


def test_overlapping_groups_are_answered_without_sums():
    found = answer(the_example(overlapping=True))
    assert found["overall"] is None
    assert found["summary"]["bgv"]["value"] is None
    assert found["groups"][1]["beside"] == {}
    assert any("share people" in note for note in found["notes"])


def test_ordered_groups_get_a_gradient_and_others_do_not():
    assert "sii_logit_hc1" in answer(the_example(ordered=True))["summary"]
    assert "sii_logit_hc1" not in answer(the_example())["summary"]


def test_asking_changes_nothing_that_was_given():
    request = the_example()
    before = json.dumps(request)
    answer(request)
    assert json.dumps(request) == before


def test_five_hundred_groups_are_answered_and_one_more_is_refused():
    groups = [{"label": str(i), "numerator": i % 9, "denominator": 40} for i in range(501)]
    assert len(answer({"direction": "adverse", "groups": groups[:500]})["groups"]) == 500
    with pytest.raises(InvalidFigures, match="501 groups; 500 is the most"):
        answer({"direction": "adverse", "groups": groups})


@settings(max_examples=40, deadline=None)
@given(
    st.lists(COUNTS, min_size=2, max_size=6),
    st.sampled_from(["adverse", "favourable"]),
    st.sampled_from(["largest", "overall", "A", "target"]),
    st.booleans(),
)
def test_every_answer_is_plain_json_with_a_reason_for_each_gap(counts, way, wanted, ordered):
    found = answer(asked(*counts, direction=way, reference=wanted, ordered=ordered, target=0.1))
    assert json.loads(json.dumps(found, allow_nan=False)) == found
    for figure in found["summary"].values():
        assert figure["value"] is not None or figure["reason"]
    for each in found["groups"]:
        assert each["verdict"] in ("gap", "no_gap_detected", "too_few")
        assert each["sentence"].startswith("Too few to say") == (each["verdict"] == "too_few")
        for name in ("difference", "ratio"):
            assert each[name]["low"] is not None or each[name]["reason"]


def broken(**said):
    return the_example(**said)


def with_group(place=2, **said):
    request = the_example()
    request["groups"][place] |= said
    return request


@pytest.mark.parametrize(
    ("request_", "field", "said"),
    [
        ([], "", "must be an object"),
        ({}, "direction", 'needs the field "direction"'),
        ({"direction": "adverse"}, "groups", 'needs the field "groups"'),
        (broken(colour="red"), "colour", 'unknown field "colour"'),
        (broken(direction="up"), "direction", "adverse"),
        (broken(direction=["adverse"]), "direction", "adverse"),
        (broken(groups="ABC"), "groups", "must be a list"),
        (broken(groups={}), "groups", "must be a list"),
        (broken(groups=[]), "groups", "at least two groups"),
        (asked((1, 40)), "groups", "at least two groups"),
        (broken(groups=[1, 2]), "groups.0", "Group 1 must be an object"),
        (broken(reference="Z"), "reference", 'no group "Z"'),
        (broken(reference=None), "reference", "label of a group"),
        (broken(reference="target"), "target", "give the target"),
        (broken(target=1.5), "target", "less than 1"),
        (broken(target=math.nan), "target", "finite"),
        (broken(ordered="no"), "ordered", "true or false"),
        (broken(overlapping=1), "overlapping", "true or false"),
        (broken(overlapping=True, reference="overall"), "overlapping", "no overall rate"),
        (broken(threshold=0), "threshold", "less than 1"),
        (broken(threshold=True), "threshold", "whole number"),
        (broken(threshold=10.5), "threshold", "whole number"),
        (with_group(label=" "), "groups.2.label", "Group 3 needs a label"),
        (with_group(label=7), "groups.2.label", "Group 3 needs a label"),
        (with_group(label="A"), "groups.2.label", '"A" is given twice'),
        (with_group(label=" A "), "groups.2.label", '"A" is given twice'),
        (with_group(label="best"), "groups.2.label", "names a rule"),
        (with_group(label="x" * 201), "groups.2.label", "longer than 200"),
        (with_group(rate=0.1), "groups.2.rate", 'unknown field "rate"'),
        (
            with_group(numerator=61),
            "groups.2.numerator",
            r'Group 3 \("C"\): the numerator 61 is more than the denominator 60\.',
        ),
        (with_group(numerator=-1), "groups.2.numerator", "less than 0"),
        (with_group(numerator=None), "groups.2.numerator", "whole number"),
        (with_group(numerator=12.0), "groups.2.numerator", "whole number"),
        (with_group(denominator=0), "groups.2.denominator", "less than 1"),
        (with_group(denominator=-60), "groups.2.denominator", "less than 1"),
        (with_group(denominator=math.inf), "groups.2.denominator", "whole number"),
        (with_group(denominator="60"), "groups.2.denominator", "whole number"),
        (with_group(denominator=10**400), "groups.2.denominator", "more than 10,000,000,000"),
        (asked((1, 10**10), (1, 1)), "groups", "together have more than 10,000,000,000"),
        (asked((1, 20), (2, 20)), "reference", "No group has 30 people"),
    ],
)
def test_a_bad_request_is_refused_by_field_with_its_reason(request_, field, said):
    with pytest.raises(InvalidFigures, match=said) as refused:
        answer(request_)
    assert refused.value.field == field


def test_a_group_that_lacks_a_field_is_told_which():
    request = the_example()
    del request["groups"][1]["denominator"]
    with pytest.raises(InvalidFigures, match='Group 2 needs the field "denominator"'):
        answer(request)
