"""Files of observations: judged, mapped, written once or put aside."""

from datetime import date

import pytest

from initiatives.base.errors import Invalid, NotAllowed
from initiatives.history.models import Event
from initiatives.measures import queries, services
from initiatives.measures.models import ColumnMapping, ObservationImport
from initiatives.measures.services.judging import MOST_KEPT
from tests.initiatives.measures.making import groups_of, make_measure, make_stratification, month

pytestmark = pytest.mark.django_db
GOOD = "period,group,numerator,denominator\n2026-01,,9,90\n2026-01,a,4,40\n2026-01,b,5,50\n"
OWN = "when,who,yes,of\n2026-01,A,4,40\n"
MAPPED = {"starts": "when", "group": "who", "numerator": "yes", "denominator": "of"}
REDCAP = "record_id,seen,race,ok,visit_complete\n1,2026-01-05,1,1,2\n2,2026-01-06,2,0,2\n"
COUNTED = {"starts": "seen", "numerator": "ok", "group": "race", "group:1": "a", "group:2": "b"}


@pytest.fixture
def measure(cast):
    return make_measure(cast, stratifications=[make_stratification()])


def preview(cast, measure, text, **said):
    return services.preview_observations(
        actor=said.pop("actor", cast.bob),
        measure=measure,
        content=text if isinstance(text, bytes) else text.encode(),
        file_name=said.pop("file_name", "figures.csv"),
        **said,
    )


def write(cast, kept, **said):
    return services.write_observations(actor=cast.bob, observation_import=kept, **said)


def test_a_preview_writes_no_figure_and_says_what_it_would(cast, measure):
    services.record_observations(
        actor=cast.bob, measure=measure, entries=[month(1, numerator=9, denominator=90)]
    )
    kept = preview(cast, measure, GOOD)
    assert measure.observations.count() == 1
    assert (kept.state, kept.layout, bytes(kept.content)) == ("previewed", "long", GOOD.encode())
    told = kept.verdicts
    assert (told["rows"], told["new"], told["corrected"], told["same"]) == (3, 2, 0, 1)
    assert told["headers"] == ["period", "group", "numerator", "denominator"]
    assert told["sample"][1] == ["2026-01", "a", "4", "40"]
    assert told["problems"] == told["decisions"] == []


def test_it_is_written_once_and_its_content_goes(cast, measure):
    kept = write(cast, preview(cast, measure, GOOD))
    assert (kept.state, bytes(kept.content), kept.verdicts["new"]) == ("written", b"", 3)
    assert kept.verdicts["sample"] == []
    assert measure.observations.count() == 3
    verbs = Event.objects.filter(actor=cast.bob).values_list("verb", "subject_kind")
    assert set(verbs) == {("recorded", "measure"), ("imported", "observationimport")}
    with pytest.raises(Invalid, match="already written"):
        write(cast, kept)
    with pytest.raises(Invalid, match="already written"):
        services.discard_observations(actor=cast.bob, observation_import=kept)


def test_it_is_judged_anew_when_it_is_written(cast, measure):
    kept = preview(cast, measure, GOOD)
    services.record_observations(
        actor=cast.bob, measure=measure, entries=[month(1, numerator=8, denominator=90)]
    )
    with pytest.raises(Invalid, match="Say why"):
        write(cast, kept)
    assert measure.observations.count() == 1
    kept = write(cast, kept, because="Counted twice.")
    assert kept.verdicts["corrected"] == 1
    later = measure.observations.get(stratum=None, replaced_by=None)
    assert (later.numerator, later.corrected_because) == (9, "Counted twice.")


def test_final_figures_that_would_change_are_counted_in_the_preview(cast, measure):
    write(cast, preview(cast, measure, GOOD))
    told = preview(cast, measure, GOOD.replace("9,90", "8,90")).verdicts
    assert (told["unexplained"], told["corrected"], told["problems"]) == (1, 1, [])
    assert "1 final figure would be corrected" in told["remarks"][-1]


def test_problems_of_reading_and_of_recording_are_listed_in_the_order_of_the_rows(cast, measure):
    kept = preview(cast, measure, GOOD + "2026-02,a,9,8\n2026-02,zz,1,2\n2999-01,a,1,2\n")
    assert [(one["row"], one["field"]) for one in kept.verdicts["problems"]] == [
        (5, "numerator"),
        (6, "group"),
        (7, "starts"),
    ]
    with pytest.raises(Invalid, match="Row 5: The numerator 9 is more"):
        write(cast, kept)
    assert not measure.observations.exists()


def test_of_many_problems_the_first_are_kept_and_all_are_counted(cast, measure):
    kept = preview(cast, measure, GOOD + "soon,a,1,2\n" * (MOST_KEPT + 5))
    assert len(kept.verdicts["problems"]) == MOST_KEPT
    assert kept.verdicts["problem_count"] == MOST_KEPT + 5


def test_columns_are_mapped_and_remembered_for_the_next_file(cast, measure):
    kept = preview(cast, measure, OWN)
    assert [one["field"] for one in kept.verdicts["problems"]] == ["columns"]
    kept = services.remap_observations(
        actor=cast.bob, observation_import=kept, layout="long", columns=MAPPED
    )
    assert (kept.verdicts["problems"], kept.verdicts["new"], kept.version) == ([], 1, 2)
    write(cast, kept)
    again = preview(cast, measure, OWN.replace("2026-01", "2026-02"))
    assert (again.columns, again.verdicts["new"]) == (MAPPED, 1)
    assert "as they were in the last file" in again.verdicts["remarks"][0]
    other = make_measure(cast, name="Another")
    assert preview(cast, other, OWN).columns == {}


def test_what_is_decided_of_one_file_is_not_of_the_next(cast, measure):
    text = "as_of,yes,of\n2026-01-31,5,50\n2026-02-28,9,90\n2026-03-31,8,95\n"
    said = {"numerator": "yes", "denominator": "of"}
    kept = preview(cast, measure, text, columns=said)
    assert [one["row"] for one in kept.verdicts["decisions"]] == [4]
    with pytest.raises(Invalid, match="1 decreases are not decided"):
        write(cast, kept)
    decided = {**said, "decreases": "leave_out"}
    kept = services.remap_observations(
        actor=cast.bob, observation_import=kept, layout="cumulative", columns=decided
    )
    write(cast, kept)
    assert measure.observations.get().starts == date(2026, 2, 1)
    assert ColumnMapping.objects.get().columns == said


def test_of_a_redcap_export_only_what_is_counted_is_kept(cast, measure):
    kept = preview(cast, measure, REDCAP, columns=COUNTED)
    assert (kept.state, kept.layout) == ("previewed", "redcap")
    assert b"2026-01-05" not in bytes(kept.content)
    assert "2026-01-05" not in str(kept.verdicts)
    assert kept.verdicts["rows"] == 2
    kept = write(cast, kept)
    keys = groups_of(measure.stratifications.get())
    found = measure.observations.values_list("stratum", "numerator", "denominator")
    assert set(found) == {(None, 1, 2), (keys["a"], 1, 1), (keys["b"], 0, 1)}
    assert preview(cast, measure, REDCAP).verdicts["same"] == 3


def test_a_redcap_export_that_cannot_be_counted_yet_is_put_aside(cast, measure):
    kept = preview(cast, measure, REDCAP)
    assert (kept.state, bytes(kept.content)) == ("discarded", b"")
    assert "never kept" in kept.verdicts["remarks"][-1]
    counted = preview(cast, measure, REDCAP, columns=COUNTED)
    with pytest.raises(Invalid, match="never kept"):
        services.remap_observations(
            actor=cast.bob, observation_import=counted, layout="long", columns={}
        )


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            GOOD.replace("denominator\n", "denominator,seen\n", 1) + "2026-02,a,1,2,MRN 1234567\n",
            "",
        ),
        (REDCAP.replace("visit_complete", "first_name"), ""),
        ('{"resourceType": "Patient", "name": "x"}', "patient.json"),
    ],
)
def test_what_looks_like_health_information_is_not_kept(cast, measure, text, name):
    kept = preview(cast, measure, text, file_name=name or "figures.csv")
    kept.refresh_from_db()
    assert (kept.state, bytes(kept.content), kept.verdicts["sample"]) == ("discarded", b"", [])
    assert "was not kept" in kept.verdicts["remarks"][-1]
    assert "1234567" not in str(kept.verdicts)


@pytest.mark.parametrize(
    ("text", "said", "why"),
    [
        ("", {}, "empty"),
        (GOOD, {"layout": "tall"}, "Choose one of long"),
        (GOOD, {"columns": ["a"]}, "header of its column"),
        (GOOD, {"columns": {"starts": 7}}, "are texts"),
        (GOOD, {"columns": {"starts": "x" * 300}}, "within 200"),
        (b"PK\x03\x04", {"file_name": "figures.xlsx"}, "damaged"),
    ],
)
def test_what_cannot_be_read_says_why_and_leaves_nothing(cast, measure, text, said, why):
    with pytest.raises(Invalid, match=why):
        preview(cast, measure, text, **said)
    assert not ObservationImport.objects.exists()


def test_a_file_with_nothing_to_record_says_so(cast, measure):
    kept = preview(cast, measure, "month,a n/d,b n/d\n2026-01,,\n")
    assert kept.verdicts["problems"][0]["message"].startswith("There is nothing")


def test_before_a_definition_is_approved_nothing_is_read(cast):
    with pytest.raises(Invalid, match="before a definition"):
        preview(cast, make_measure(cast, approved=False), GOOD)


def test_only_who_holds_the_data_role_brings_in_files_and_sees_them(cast, measure):
    kept = preview(cast, measure, GOOD)
    for who in (cast.charlie, cast.erin, cast.ada, cast.nobody):
        with pytest.raises(NotAllowed):
            preview(cast, measure, GOOD, actor=who)
        for verb in (services.write_observations, services.discard_observations):
            with pytest.raises(NotAllowed):
                verb(actor=who, observation_import=kept)
        with pytest.raises(ObservationImport.DoesNotExist):
            queries.observation_import(who, kept.pk)
        assert not queries.observation_imports(who, measure).exists()
    for who in (cast.alice, cast.bob, cast.sam, cast.lee, cast.root):
        assert queries.observation_import(who, kept.pk) == kept


def test_put_aside_it_keeps_no_content(cast, measure):
    kept = preview(cast, measure, GOOD)
    kept = services.discard_observations(actor=cast.bob, observation_import=kept)
    assert (kept.state, bytes(kept.content)) == ("discarded", b"")


@pytest.mark.parametrize("many", [1, 3])
def test_a_list_of_files_takes_one_query_however_long(
    cast, measure, many, django_assert_num_queries
):
    for _ in range(many):
        preview(cast, measure, GOOD)
    queries.observation_imports(cast.root)
    with django_assert_num_queries(1):
        found = [
            (one.measure.name, one.created_by.name, one.verdicts["new"])
            for one in queries.observation_imports(cast.root, measure)
        ]
    assert len(found) == many
