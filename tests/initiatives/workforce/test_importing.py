"""Counts from a file: a verdict a row, all or nothing; the same again changes nothing."""

import json

import pytest
from django.core.management import CommandError, call_command

from initiatives.base.errors import Invalid, NotAllowed
from initiatives.workforce import queries
from initiatives.workforce.models import WorkforceCount
from initiatives.workforce.services import add_family, import_counts
from tests.factories import make_entity, seat
from tests.initiatives.base.sheets.making import book, saved

pytestmark = pytest.mark.django_db
HEADER = "Entity,Job family,As of,Vocabulary,Group,Heads,Source\n"
FILE = HEADER + (
    "Hospital,Nurses,2026-01-01,origin,a,20,Payroll\n"
    "hospital,nurses,2026-01-01,Origin (1),Group b,30,Payroll\n"
    'Hospital,NURSES,2026-01-01,ORIGIN,C,"1,040",Payroll\n'
    "Hospital,,2026-01-01,origin,a,40,Payroll\n"
    "Hospital,all,2026-01-01,origin,b,50,Payroll\n"
    "Hospital,All job families,2026-01-01,origin,c,1060,Payroll\n"
)


@pytest.fixture
def nurses(cast, origin):
    return add_family(actor=cast.lee, name="Nurses")


def bring(cast, text=FILE, **said):
    actor = said.pop("actor", cast.lee)
    return import_counts(actor=actor, content=text.encode(), file_name="counts.csv", **said)


def problems(done):
    return {(row.number, name): text for row in done.rows for name, text in row.problems}


def test_a_row_a_group_becomes_counts(cast, nurses):
    done = bring(cast)
    assert (done.new, done.corrected, done.same, problems(done)) == (2, 0, 0, {})
    made = WorkforceCount.objects.get(family=nurses)
    assert queries.heads_of(cast.lee, made) == {"a": 20, "b": 30, "c": 1040}
    assert (made.entity, made.source) == (cast.hospital, "Payroll")


def test_the_same_file_again_changes_nothing(cast, nurses):
    bring(cast)
    done = bring(cast)
    assert (done.new, done.corrected, done.same) == (0, 0, 2)
    assert WorkforceCount.objects.count() == 2


def test_a_dry_run_judges_and_writes_nothing(cast, nurses):
    done = bring(cast, dry_run=True)
    assert (done.new, done.refused) == (2, 0)
    assert not WorkforceCount.objects.exists()


def test_what_stands_is_corrected_with_a_reason_only(cast, nurses):
    bring(cast)
    changed = FILE.replace(",a,40,", ",a,41,")
    refused = bring(cast, changed)
    assert "say why" in problems(refused)[5, "heads"]
    done = bring(cast, changed, because="One was missing.")
    assert (done.new, done.corrected, done.same) == (0, 1, 1)
    assert WorkforceCount.objects.get(superseded_at=None, family=None).corrects is not None


def test_counts_that_hold_only_together_are_corrected_together(cast, nurses):
    bring(cast)
    up = FILE.replace(",a,20,", ",a,70,").replace(",a,40,", ",a,80,")
    assert bring(cast, up, because="Recounted.").corrected == 2
    assert bring(cast, FILE, because="As before.").corrected == 2


@pytest.mark.parametrize(
    ("line", "field", "said"),
    [
        ("Nowhere,,2026-01-01,origin,a,1,P", "entity", "There is no entity called “Nowhere”"),
        ("Hospital,Cooks,2026-01-01,origin,a,1,P", "family", "no job family in use called"),
        ("Hospital,,1/2/2026,origin,a,1,P", "as_of", "no day as year-month-day"),
        ("Hospital,,2026-01-01,tongues,a,1,P", "vocabulary", "no vocabulary of such groups"),
        ("Hospital,,2026-01-01,origin,z,1,P", "group", "“z” is no group of Origin (1)"),
        ("Hospital,,2026-01-01,origin,a,,P", "heads", "write 0 where there is nobody"),
        ("Hospital,,2026-01-01,origin,a,-1,P", "heads", "whole number of heads from 0"),
        ("Hospital,,2026-01-01,origin,a,few,P", "heads", "no whole number"),
        ("Hospital,,2026-01-01,origin,a,99999999999,P", "heads", "to 10,000,000"),
        ("Hospital,,2026-01-01,origin,a,1,", "source", "Say the source"),
        ("Hospital,,2099-01-01,origin,a,1,P", "as_of", "has not come yet"),
        ("Unit 4,,2026-01-01,origin,a,1,P", "entity", "too small a unit"),
        ("Hospital,,2026-01-01,origin,a,1,MRN 1234567", "column 7", "medical record number"),
    ],
)
def test_one_row_that_cannot_be_taken_keeps_all_out(cast, nurses, line, field, said):
    make_entity("Unit 4", cast.hospital)
    rest = "".join(
        line.replace(",a,", f",{code},") + "\n" for code in "abc" if code == "a" or ",a," in line
    )
    done = bring(cast, FILE.replace("2026-01-01", "2025-12-31") + rest)
    told = problems(done)
    assert (8, field) in told, told
    assert said in told[8, field]
    assert not WorkforceCount.objects.exists()


def test_a_group_that_is_missing_or_given_twice_is_told(cast, nurses):
    twice = HEADER + "Hospital,,2026-01-01,origin,a,1,P\n" * 2
    told = problems(bring(cast, twice))
    assert "Row 2 gives this group already" in told[3, "group"]
    assert "Give a count for Group c" in told[2, "heads"]


def test_sums_that_cannot_be_right_are_told(cast, nurses):
    told = problems(bring(cast, FILE.replace(",a,20,", ",a,45,")))
    assert any("more people in a group than all job families" in text for text in told.values())
    assert not WorkforceCount.objects.exists()


def test_a_column_that_is_missing_is_named(cast, nurses):
    told = problems(bring(cast, "Entity,Group,Heads\nHospital,a,4\n"))
    assert told == {
        (2, "as_of"): "The file has no column for: as of, source.",
        **{key: text for key, text in told.items() if key != (2, "as_of")},
    }


@pytest.mark.parametrize("content", ["", "Entity\n", "{}"])
def test_what_is_no_table_is_refused(cast, nurses, content):
    with pytest.raises(Invalid):
        bring(cast, content)


def test_a_workbook_is_read_as_well(cast, nurses):
    rows = [line.split(",") for line in FILE.replace('"1,040"', "1040").splitlines()]
    done = import_counts(actor=cast.lee, content=saved(book(rows)), file_name="counts.xlsx")
    assert (done.new, problems(done)) == (2, {})


def test_each_row_asks_who_may_enter_there(cast, nurses):
    alice = seat(cast.alice, "equity_lead", cast.clinic)
    told = problems(bring(cast, actor=alice))
    assert "Only an equity lead or an administrator of Hospital" in told[2, "entity"]
    for who in (cast.erin, cast.charlie, cast.nobody):
        with pytest.raises(NotAllowed):
            bring(cast, actor=who)


def test_the_command_judges_writes_and_fails_clearly(cast, nurses, tmp_path, capsys):
    file = tmp_path / "counts.csv"
    file.write_text(FILE)
    call_command("import_workforce", str(file), "--dry-run", "--as", cast.lee.email)
    assert "2 new, 0 corrected, 0 as they were. Nothing was written" in capsys.readouterr().out
    call_command("import_workforce", str(file), "--format", "json")
    told = json.loads(capsys.readouterr().out)
    assert told["new"] == 2
    assert {row["verdict"] for row in told["rows"]} == {"accepted"}
    file.write_text(FILE + "Nowhere,,2026-01-01,origin,a,1,P\n")
    with pytest.raises(CommandError, match=r"Rows refused: 1\. Nothing was written"):
        call_command("import_workforce", str(file))
    assert "Row 8: entity: There is no entity" in capsys.readouterr().out
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("import_workforce", str(tmp_path / "none.csv"))
