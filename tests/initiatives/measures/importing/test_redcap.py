"""REDCap exports: rows are counted, and nothing but counts comes out."""

import pytest

from initiatives.measures.importing import read_observations
from tests.initiatives.measures.importing.making import (
    NEED,
    PLACE,
    RACE,
    about,
    figures,
    read,
    said,
)

SIMPLE = (
    "record_id,seen_on,race,controlled,visit_complete\n"
    "1,2026-01-05,1,1,2\n"
    "2,2026-01-09,1,0,2\n"
    "3,2026-01-20,2,1,2\n"
    "4,2026-02-03,2,,2\n"
    "5,2026-02-03,,1,2\n"
    "6,,1,1,0\n"
)
MAPPING = {"starts": "seen_on", "numerator": "controlled", "group": "race"}
CODES = {"group:1": "asian", "group:2": "black"}


def test_rows_with_a_date_are_counted_by_period_and_group():
    found = read(SIMPLE, **MAPPING, **CODES)
    assert (found.layout, found.problems) == ("redcap", ())
    assert figures(found) == {
        ("2026-01-01", None, None): (2, 3),
        ("2026-01-01", "asian", None): (1, 2),
        ("2026-01-01", "black", None): (1, 1),
        ("2026-02-01", None, None): (1, 2),
        ("2026-02-01", "black", None): (0, 1),
        ("2026-02-01", "unknown", None): (1, 1),
    }
    assert "1 case with nothing in the column of the numerator" in " ".join(found.remarks)


def test_what_is_kept_are_counts_in_the_long_layout():
    found = read(SIMPLE, **MAPPING, **CODES)
    kept = found.content.decode()
    assert "2026-01-05" not in kept + str(found.sample)
    again = read_observations(found.content, "counted.csv", about(), "long", {})
    assert figures(again) == figures(found)


def test_a_denominator_may_be_a_column_with_any_answer():
    found = read(SIMPLE, **MAPPING, **CODES, denominator="controlled", denominator_is="*")
    assert figures(found)["2026-02-01", "black", None] == (0, 0)
    assert figures(found)["2026-02-01", None, None] == (1, 1)


def test_a_measure_without_denominator_counts_cases():
    found = read(SIMPLE, about(chart="c"), **MAPPING, **CODES)
    assert figures(found)["2026-01-01", None, None] == 2


REPEATED = (
    "record_id,redcap_event_name,redcap_repeat_instrument,redcap_repeat_instance,"
    "race___1,race___2,place,seen_on,controlled\n"
    "1,baseline_arm_1,,,1,0,west,,\n"
    "1,visits_arm_1,visit,1,,,,2026-01-05,1\n"
    "1,visits_arm_1,visit,2,,,,2026-01-19,0\n"
    "2,baseline_arm_1,,,1,1,east,,\n"
    "2,visits_arm_1,visit,1,0,0,,2026-01-07,yes\n"
    "3,baseline_arm_1,,,0,0,east,,\n"
    "3,visits_arm_1,visit,1,,,,2026-01-08,1\n"
)


def test_who_somebody_is_stands_on_another_row_of_the_record():
    found = read(REPEATED, **MAPPING, group2="place", **CODES)
    assert found.problems == ()
    assert figures(found) == {
        ("2026-01-01", None, None): (3, 4),
        ("2026-01-01", "asian", None): (1, 2),
        ("2026-01-01", "several", None): (1, 1),
        ("2026-01-01", "unknown", None): (1, 1),
        ("2026-01-01", "west", None): (1, 2),
        ("2026-01-01", "east", None): (2, 2),
        ("2026-01-01", "asian", "west"): (1, 2),
        ("2026-01-01", "several", "east"): (1, 1),
        ("2026-01-01", "unknown", "east"): (1, 1),
    }


def test_in_groups_that_overlap_each_ticked_box_counts():
    found = read(
        REPEATED,
        about(NEED, PLACE),
        **MAPPING,
        **{"group:1": "seeing", "group:2": "hearing"},
    )
    assert figures(found)["2026-01-01", "seeing", None] == (2, 3)
    assert figures(found)["2026-01-01", "hearing", None] == (1, 1)


def test_boxes_of_a_vocabulary_that_cannot_hold_several_are_refused():
    found = read(
        REPEATED, **(MAPPING | {"group": "race"}), **{"group:1": "west", "group:2": "east"}
    )
    assert "neither a group “several”" in found.problems[0].message


@pytest.mark.parametrize(
    "header",
    [
        *("first_name", "Last Name", "mrn", "patient_id", "dob", "Date of Birth", "birthdate"),
        *("ssn", "street_address", "zip", "phone", "Home phone number", "e-mail", "email_2"),
        *("redcap_survey_identifier", "name", "mothers_maiden_name"),
    ],
)
def test_a_column_that_identifies_is_named_and_the_file_refused(header):
    text = SIMPLE.replace("visit_complete", header)
    found = read(text, **MAPPING, **CODES)
    assert (found.unsafe, found.rows, found.sample, found.content) == (True, (), (), b"")
    (problem,) = found.problems
    assert f"identified people: {header}. Nothing" in problem.message


@pytest.mark.parametrize(
    "cell", ["ann@example.org", "123-45-6789", "(206) 555-0199", "12 Pine Street", "MRN 1234567"]
)
def test_a_column_that_identifies_by_what_it_holds_is_named_and_not_repeated(cell):
    found = read(SIMPLE.replace("1,2026-01-05,1,1,2", f"1,2026-01-05,1,1,{cell}"), **MAPPING)
    assert "identified people: visit_complete." in found.problems[0].message
    assert cell not in str(found)


@pytest.mark.parametrize("header", ["redcap_event_name", "hospital", "telehealth", "initial_visit"])
def test_a_column_that_only_sounds_alike_is_let_through(header):
    assert read(SIMPLE.replace("visit_complete", header), **MAPPING, **CODES).problems == ()


def test_without_a_mapping_it_says_what_to_name():
    found = read(SIMPLE)
    assert said(found) == [(1, "starts"), (1, "numerator")]
    assert (found.content, found.sample) == (b"", ())
    assert found.headers[:2] == ("record_id", "seen_on")


def test_answers_that_mean_no_group_are_listed():
    (problem,) = read(SIMPLE, **MAPPING).problems
    assert (problem.field, problem.message) == (
        "group",
        "Say which groups these answers are, as group:1: “1”, “2”.",
    )


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("2026-01-05", "last week", (2, "starts")),
        ("2026-01-05", "2027-01-05", (2, "starts")),
    ],
)
def test_a_row_whose_date_cannot_be_is_told_without_its_text(old, new, problem):
    found = read(SIMPLE.replace(old, new), **MAPPING, **CODES)
    assert said(found) == [problem]
    assert new not in str(found)


def test_different_answers_of_one_record_are_told_by_row():
    text = "record_id,seen_on,race,controlled\n1,,1,\n1,,2,\n1,2026-01-05,,1\n"
    assert said(read(text, about(RACE), layout="redcap", **MAPPING, **CODES)) == [(4, "group")]


def test_a_column_of_many_answers_holds_no_groups():
    rows = "".join(f"{n},2026-01-05,{n},1\n" for n in range(70))
    found = read("record_id,seen_on,race,controlled\n" + rows, layout="redcap", **MAPPING)
    assert "70 different values" in found.problems[0].message


@pytest.mark.parametrize("name", ["record", "starts", "numerator", "denominator"])
def test_what_is_counted_needs_a_column(name):
    found = read(SIMPLE, **(MAPPING | CODES | {name: "=1"}))
    assert said(found) == [(1, name)]


def test_a_cell_that_cannot_be_taken_keeps_the_file_out():
    found = read(
        SIMPLE.replace("2,2026-01-09,1,0,2", "2,2026-01-09,1,0\x00,2,3"), **MAPPING, **CODES
    )
    assert said(found) == [(3, "numerator"), (3, "row")]


def test_a_negative_code_is_not_the_code_without_its_sign():
    found = read(SIMPLE.replace("1,2026-01-05,1,1,2", "1,2026-01-05,1,-1,2"), **MAPPING, **CODES)
    assert figures(found)["2026-01-01", "asian", None] == (0, 2)
    found = read(SIMPLE.replace("1,2026-01-05,1,1,2", "1,2026-01-05,-1,1,2"), **MAPPING, **CODES)
    assert "“-1”" in found.problems[0].message
