"""Importing a file of observations: all of its rows or none of them."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Sum

from initiatives.base.errors import Invalid, NotAllowed
from initiatives.history.models import Event
from initiatives.measures.loading import read_stratifications
from initiatives.measures.services import import_observations, load_stratification
from tests.initiatives.measures.importing.making import DATA
from tests.initiatives.measures.making import TERMS, groups_of, make_measure, make_stratification

pytestmark = pytest.mark.django_db
GOOD = (
    "period,group,numerator,denominator\n2026-01,Total,9,90\n2026-01,A,4,40\n2026-01,Group b,5,50\n"
)


@pytest.fixture
def origin():
    return make_stratification()


@pytest.fixture
def measure(cast, origin):
    return make_measure(cast, stratifications=[origin])


def bring(cast, measure, text, **said):
    return import_observations(
        actor=said.pop("actor", cast.bob),
        measure=measure,
        content=text.encode(),
        file_name="figures.csv",
        **said,
    )


def test_groups_are_found_by_code_and_by_label(cast, measure, origin):
    assert bring(cast, measure, GOOD).recorded.new == 3
    keys = groups_of(origin)
    found = measure.observations.values_list("starts", "stratum", "numerator", "denominator")
    first = date(2026, 1, 1)
    assert set(found) == {
        (first, None, 9, 90),
        (first, keys["a"], 4, 40),
        (first, keys["b"], 5, 50),
    }


def test_the_same_file_again_changes_nothing(cast, measure):
    bring(cast, measure, GOOD)
    events = Event.objects.count()
    assert vars(bring(cast, measure, GOOD).recorded) == {"new": 0, "corrected": 0, "same": 3}
    assert (measure.observations.count(), Event.objects.count()) == (3, events)


def test_a_correction_needs_its_reason_and_keeps_what_was(cast, measure):
    bring(cast, measure, GOOD)
    later = "period,numerator,denominator,because\n2026-01,8,90,{}\n"
    refused = bring(cast, measure, later.format(""))
    assert [(one.row, one.field) for one in refused.problems] == [(2, "because")]
    assert bring(cast, measure, later.format("Counted twice")).recorded.corrected == 1
    assert measure.observations.get(stratum=None, replaced_by=None).replaces.numerator == 9


def test_one_problem_keeps_every_row_out_and_all_are_told(cast, measure):
    text = GOOD + "2026-02,Martian,1,2\n2026-03,a,x,2\n"
    found = bring(cast, measure, text)
    assert found.recorded is None
    assert [(one.row, one.field) for one in found.problems] == [(5, "group"), (6, "numerator")]
    assert not measure.observations.exists()


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ("2026-02,a,9,8", "numerator"),
        ("2026-02,a,1,-4", "denominator"),
        ("2026-02,a,1,0", "denominator"),
        ("2026-02-02,a,1,2", "starts"),
        ("2999-01,a,1,2", "starts"),
        ("2026-01,a,4,40", "starts"),
    ],
)
def test_what_recording_refuses_is_told_by_the_row_of_the_file(cast, measure, row, field):
    found = bring(cast, measure, GOOD.replace("2026-01,Total", "\n2026-01,Total") + row + "\n")
    assert (6, field) in [(one.row, one.field) for one in found.problems]
    assert not measure.observations.exists()


def test_a_group_of_two_vocabularies_asks_for_which(cast, origin):
    measure = make_measure(cast, stratifications=[origin, make_stratification("place", "ab")])
    header = "period,scheme,group,numerator,denominator\n"
    (problem,) = bring(cast, measure, header + "2026-01,,a,1,2\n").problems
    assert "several vocabularies" in problem.message
    assert bring(cast, measure, header + "2026-01,place,a,1,2\n").recorded.new == 1
    (problem,) = bring(cast, measure, header + "2026-01,payer,a,1,2\n").problems
    assert problem.message == "“a” is no group of “payer”."


def test_a_dry_run_leaves_nothing_behind(cast, measure):
    events = Event.objects.count()
    assert bring(cast, measure, GOOD, dry_run=True).recorded.new == 3
    assert not measure.observations.exists()
    assert Event.objects.count() == events


def test_a_stranger_may_not_and_a_broken_file_says_why(cast, measure):
    with pytest.raises(NotAllowed):
        bring(cast, measure, GOOD, actor=cast.charlie)
    with pytest.raises(Invalid, match="empty"):
        bring(cast, measure, "")


def run(cast, path, *more):
    call_command("import_observations", str(path), "--as", cast.bob.email, *more)


def test_the_command_writes_and_says_so(cast, measure, tmp_path, capsys):
    path = tmp_path / "figures.csv"
    path.write_text(GOOD)
    run(cast, path, "--measure", measure.reference, "--dry-run")
    assert not measure.observations.exists()
    assert "dry run" in capsys.readouterr().out
    run(cast, path, "--measure", str(measure.pk))
    assert capsys.readouterr().out == "3 new, 0 corrected, 0 as they were. Written.\n"


def test_the_command_lists_problems_and_fails(cast, measure, tmp_path, capsys):
    path = tmp_path / "figures.csv"
    path.write_text(GOOD + "2026-02,Martian,1,2\n")
    with pytest.raises(CommandError, match=r"Problems: 1\. Nothing was written"):
        run(cast, path, "--measure", measure.reference)
    assert capsys.readouterr().out.startswith("Row 5: group: “Martian” is in no vocabulary")
    with pytest.raises(CommandError, match="no measure M-999"):
        run(cast, path, "--measure", "M-999")
    with pytest.raises(CommandError, match="cannot be read"):
        run(cast, tmp_path / "none.csv", "--measure", measure.reference)


def test_the_command_takes_one_reason_for_the_file(cast, measure, tmp_path, capsys):
    path = tmp_path / "figures.csv"
    path.write_text(GOOD)
    run(cast, path, "--measure", measure.reference)
    path.write_text(GOOD.replace("9,90", "8,90"))
    with pytest.raises(CommandError, match="Problems: 1"):
        run(cast, path, "--measure", measure.reference)
    run(cast, path, "--measure", measure.reference, "--because", "Counted twice.")
    assert "0 new, 1 corrected, 2 as they were" in capsys.readouterr().out


@pytest.mark.parametrize("columns", ["starts", "=x", " =x"])
def test_the_command_says_how_columns_are_named(cast, measure, tmp_path, columns):
    path = tmp_path / "figures.csv"
    path.write_text(GOOD)
    with pytest.raises(CommandError, match="FIELD=HEADER"):
        run(cast, path, "--measure", measure.reference, "--columns", columns)


def make_of_data(cast, *keys, **terms):
    """A measure for the data files, by the vocabularies beside them."""
    texts = read_stratifications((DATA / "vocabularies.yaml").read_bytes())
    loaded = [load_stratification(content=one)[0] for one in texts if one.key in keys]
    return make_measure(cast, terms=replace(TERMS, **terms), stratifications=loaded)


def test_the_command_brings_in_the_readmissions_of_130_hospitals(cast, capsys):
    measure = make_of_data(cast, "race", "age_band", frequency="year")
    run(
        cast,
        DATA / "readmissions_130_us_hospitals.csv",
        *("--measure", measure.reference),
        *("--columns", "starts==2008", "numerator=readmitted_within_30_days"),
        *("denominator=discharges", "group:AfricanAmerican=black", "group:=not_recorded"),
        "totals=add",
    )
    assert capsys.readouterr().out.endswith("77 new, 0 corrected, 0 as they were. Written.\n")
    crossed = measure.observations.filter(other_stratum__isnull=False)
    assert crossed.count() == 60
    for found in (crossed, measure.observations.filter(stratum=None)):
        added = found.aggregate(Sum("numerator"), Sum("denominator"))
        assert added == {"numerator__sum": 11_357, "denominator__sum": 101_766}


def test_the_command_brings_in_washingtons_deaths_once_decreases_are_decided(cast, capsys):
    measure = make_of_data(cast, "race_ethnicity", chart="c", frequency="week", denominator="")
    path = DATA / "wa_covid_by_race_cumulative.csv"
    with pytest.raises(CommandError, match=r"To decide: 79\. Nothing was written"):
        run(cast, path, "--measure", measure.reference, "--columns", "value=deaths")
    assert "Row 21: deaths among Unknown fall from 133 to 64" in capsys.readouterr().out
    run(
        cast,
        path,
        *("--measure", measure.reference, "--columns", "value=deaths", "decreases=offset"),
    )
    assert "470 new, 0 corrected" in capsys.readouterr().out
    added = measure.observations.filter(stratum=None).aggregate(Sum("value"))
    assert added == {"value__sum": 5041 - 508}
