"""FHIR MeasureReports: counts are read and scores recomputed; what is hostile says so."""

import copy
import json

import pytest

from initiatives.base.sheets import SheetError
from tests.initiatives.measures.importing.making import NEED, about, figures, read, said

CDC = "urn:oid:2.16.840.1.113883.6.238"
MASKED = {
    "extension": [
        {
            "url": "http://hl7.org/fhir/StructureDefinition/data-absent-reason",
            "valueCode": "masked",
        }
    ]
}


def concept(code, system=""):
    return {"coding": [{"code": code, "system": system}]}


def population(**counts):
    return [{"code": concept(name.replace("_", "-")), "count": n} for name, n in counts.items()]


def stratum(code, system="", **counts):
    return {"value": concept(code, system), "population": population(**counts)}


def report(*strata, whole=None, **said):
    made = {
        "resourceType": "MeasureReport",
        "status": "complete",
        "type": "summary",
        "measure": "http://example.org/Measure/bp-control|1.0.0",
        "period": {"start": "2026-01-01", "end": "2026-01-31"},
        "group": [
            {
                "population": population(denominator=584, numerator=401),
                "measureScore": {"value": 0.6866},
                "stratifier": [{"code": [{"text": "Race"}], "stratum": list(strata)}],
            }
            | (whole or {})
        ],
    }
    return made | said


def sent(value, measure=None, **columns):
    return read(json.dumps(value), measure, name="report.json", **columns)


def test_everybody_and_each_stratum_by_its_code():
    found = sent(
        report(
            stratum("2028-9", CDC, denominator=84, numerator=40),
            stratum("black", denominator=100, numerator=90),
            stratum(
                "UNK",
                "http://terminology.hl7.org/CodeSystem/v3-NullFlavor",
                denominator=9,
                numerator=1,
            ),
        )
    )
    assert (found.layout, found.problems, found.remarks) == ("fhir", (), ())
    assert figures(found) == {
        ("2026-01-01", None, None): (401, 584),
        ("2026-01-01", "asian", None): (40, 84),
        ("2026-01-01", "black", None): (90, 100),
        ("2026-01-01", "unknown", None): (1, 9),
    }


def test_two_components_are_where_groups_meet():
    crossed = {
        "component": [
            {"code": {"text": "race"}, "value": {"text": "Asian"}},
            {"code": {"text": "place"}, "value": {"text": "West"}},
        ],
        "population": population(denominator=84, numerator=40),
    }
    assert figures(sent(report(crossed)))["2026-01-01", "asian", "west"] == (40, 84)
    crossed["component"].append(crossed["component"][0])
    assert "more components" in sent(report(crossed)).problems[0].message


def test_a_bundle_holds_a_report_for_each_period():
    later = report(period={"start": "2026-02-01", "end": "2026-02-28T23:59:59Z"}, status="pending")
    resources = [report(), later, {"resourceType": "Organization"}]
    found = sent({"resourceType": "Bundle", "entry": [{"resource": one} for one in resources]})
    assert [(str(row.entry.starts), row.entry.state) for row in found.rows] == [
        ("2026-01-01", "final"),
        ("2026-02-01", "provisional"),
    ]


def test_what_is_masked_is_said_and_not_recorded():
    hidden = stratum("asian", denominator=30)
    hidden["population"].append({"code": concept("numerator"), "_count": MASKED})
    found = sent(report(hidden))
    assert [row.entry.stratum for row in found.rows] == [None]
    assert found.remarks == (
        "1 group is masked by whoever sent the report; nothing is recorded there.",
    )


def test_an_empty_stratum_is_accepted():
    found = sent(report({"value": concept("asian")}))
    assert (len(found.rows), found.problems) == (1, ())
    assert "1 group is without any count" in found.remarks[0]


@pytest.mark.parametrize(
    ("score", "words"),
    [
        ({"value": 0.6870}, ""),
        ({"value": 0.699}, "the score says 0.699, the counts give 401 of 584, which is 0.6866"),
        ({"value": 68.66, "unit": "%"}, "1 group is scored in percent"),
        ({"value": 68.66}, "in percent, without saying so"),
    ],
)
def test_a_score_is_recomputed_from_the_counts(score, words):
    found = sent(report(whole={"measureScore": score}))
    assert figures(found) == {("2026-01-01", None, None): (401, 584)}
    assert (words in found.remarks[0]) if words else found.remarks == ()


@pytest.mark.parametrize("score", [10**400, 1e300, True, "0.7", [1]])
def test_a_score_that_is_no_number_is_refused(score):
    assert said(sent(report(whole={"measureScore": {"value": score}}))) == [(1, "group")]


def test_exclusions_are_taken_off_and_said():
    counts = population(denominator=100, denominator_exclusion=10, numerator=50)
    found = sent(report(whole={"population": counts, "measureScore": {"value": 0.5556}}))
    assert figures(found) == {("2026-01-01", None, None): (50, 90)}
    assert "taken off" in found.remarks[0]


def test_the_other_direction_is_remarked():
    found = sent(report(improvementNotation=concept("increase")))
    assert "better to increase" in found.remarks[0]


@pytest.mark.parametrize(
    ("change", "where", "words"),
    [
        ({"type": "individual"}, "type", "“individual”"),
        ({"type": None}, "type", "“None”"),
        ({"status": "error"}, "status", "“error”"),
        ({"period": {"start": "2026-01-01"}}, "period", "to the day"),
        ({"period": {"start": "2026-01", "end": "2026-01"}}, "period", "to the day"),
        ({"period": {"start": "2026-01-31", "end": "2026-01-01"}}, "period", "not one of"),
        ({"period": {"start": "2026-01-01", "end": "2026-09-30"}}, "period", "every month"),
        ({"group": []}, "group", "0 groups"),
        ({"group": [{}, {}]}, "group", "2 groups"),
    ],
)
def test_what_a_report_lacks_is_said(change, where, words):
    (problem,) = sent(report(**change)).problems
    assert (problem.row, problem.field) == (1, where)
    assert words in problem.message


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ([{"code": concept("numerator"), "count": -1}], "-1 is no count"),
        ([{"code": concept("numerator"), "count": 10**30}], "is no count"),
        ([{"code": concept("numerator"), "count": "4"}], "whole number"),
        ([{"code": concept("numerator"), "count": True}], "whole number"),
        ([{"count": 4}], "no code"),
        (population(numerator=1) * 2, "twice"),
        (population(numerator=1), "takes a numerator and a denominator"),
        (population(numerator=9, denominator=8), "more than the denominator"),
        (population(numerator=1, denominator=8, denominator_exclusion=9), "More are excluded"),
    ],
)
def test_counts_that_cannot_be_are_refused(counts, words):
    found = sent(report(whole={"population": counts, "measureScore": None}))
    assert words in found.problems[0].message
    assert found.problems[0].field == "group"


def test_strata_are_together_no_more_than_the_group():
    groups = [stratum(one, denominator=300, numerator=1) for one in ("asian", "black")]
    (problem,) = sent(report(*groups)).problems
    assert "600 in denominator, more than the 584" in problem.message
    overlapping = [stratum(one, denominator=300, numerator=1) for one in ("seeing", "hearing")]
    assert sent(report(*overlapping), about(NEED)).problems == ()


def test_an_unknown_group_is_named():
    (problem,) = sent(report(stratum("2135-2", CDC, denominator=9, numerator=1))).problems
    assert (problem.field, problem.message) == (
        "stratifier Race, stratum 1",
        "“hispanic” is no group of “race”.",
    )


def test_of_several_groups_one_is_named():
    two = report()
    two["group"] = [two["group"][0] | {"id": "first"}, {"id": "second"}]
    assert len(sent(two, group="first").rows) == len(sent(two, group="1").rows) == 1
    assert "called “third”" in sent(two, group="third").problems[0].message


@pytest.mark.parametrize(
    "more",
    [
        {"evaluatedResource": [{"reference": "Encounter/1"}]},
        {"subject": {"reference": "Patient/1"}},
        {"contained": [{"resourceType": "Patient"}], "reporter": {"reference": "Patient/1"}},
        {"group": [{"population": [{"subjectResults": {"reference": "List/1"}}]}]},
        {"contained": [{"resourceType": "Encounter", "id": "1"}]},
        {"text": "MRN 1234567"},
    ],
)
def test_what_tells_of_single_patients_is_refused_and_not_to_be_kept(more):
    found = sent(report(**more))
    assert (found.unsafe, found.rows, said(found)) == (True, (), [(1, "report")])
    assert "1234567" not in found.problems[0].message


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("{", "no JSON"),
        ("[" * 100_000, "deeper"),
        ('{"a": NaN}', "no number"),
        ('{"type": "summary", "type": "individual"}', "“type” twice"),
        ('{"a": ' + "9" * 5_000 + "}", "no JSON"),
        (b"\xff\xfe{", "no JSON"),
        ('{"resourceType": "Library"}', "no MeasureReport"),
        ("[1, 2]", "no MeasureReport"),
        (" " * (20 * 1024**2) + "{}", "larger than 10 MB"),
    ],
)
def test_a_file_that_is_no_report_says_why(content, why):
    with pytest.raises(SheetError, match=why):
        read(content, name="report.json")


@pytest.mark.parametrize("wrong", [None, 7, "x", [], [[]], {}, {"coding": "x"}, [{"coding": [7]}]])
def test_whatever_a_part_holds_it_is_read_or_has_problems(wrong):
    for path in (("group",), ("period",), ("improvementNotation",), ("status",)):
        assert sent(report() | {path[0]: wrong}) is not None
    for name in ("population", "measureScore", "stratifier"):
        assert sent(report(whole={name: wrong})) is not None
    for name in ("value", "component", "population", "measureScore"):
        one = copy.deepcopy(stratum("asian", denominator=9, numerator=1)) | {name: wrong}
        assert sent(report(one)) is not None
