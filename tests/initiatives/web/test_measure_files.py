"""Files of a measure: what stands in them, for whom, and what is never in them."""

import csv
import io

import pytest
from django.urls import reverse

from initiatives.history.models import Event
from initiatives.measures.queries import COLUMNS
from initiatives.measures.services import import_observations
from tests.initiatives.measures.making import TERMS, make_measure, make_stratification
from tests.initiatives.measures.queries.making import fill
from tests.initiatives.web.measuring import measured
from tests.initiatives.web.who import those_let_in

pytestmark = pytest.mark.django_db
FILES = ("measure_export", "measure_chart", "measure_chart_png")
SEERS = {"alice", "bob", "sam", "lee", "root", "erin", "ada"}


def file_of(measure, name="measure_export", query=""):
    return reverse(name, args=[measure.pk]) + query


def rows_in(answer):
    return list(csv.DictReader(io.StringIO(answer.content.decode())))


@pytest.mark.parametrize("name", FILES)
def test_who_may_download(cast, browse, name):
    measure, _ = measured(cast)
    assert those_let_in(cast, browse, file_of(measure, name)) == SEERS


@pytest.mark.parametrize(
    ("name", "kind", "ending"),
    [
        ("measure_export", "text/csv; charset=utf-8", "csv"),
        ("measure_chart", "image/svg+xml; charset=utf-8", "svg"),
        ("measure_chart_png", "image/png", "png"),
    ],
)
def test_each_file_has_its_type_and_a_name_that_tells_no_figure(cast, browse, name, kind, ending):
    measure, _ = measured(cast)
    group = "" if ending == "csv" else "&group=c"
    answer = browse(cast.erin).get(file_of(measure, name, f"?by=origin{group}"))
    assert answer["Content-Type"] == kind
    stem = f"m-{measure.pk}-diabetes-out-of-control-origin{'-c' if group else ''}"
    assert answer["Content-Disposition"] == f'attachment; filename="{stem}.{ending}"'


def test_a_png_is_one(cast, browse):
    measure, _ = measured(cast)
    content = browse(cast.bob).get(file_of(measure, "measure_chart_png")).content
    assert content.startswith(b"\x89PNG")


def test_an_svg_stands_alone_with_its_title_and_sentence(cast, browse):
    measure, _ = measured(cast)
    drawn = browse(cast.bob).get(file_of(measure, "measure_chart")).content.decode()
    assert drawn.startswith("<?xml")
    assert "Diabetes out of control: Everybody" in drawn
    assert "12 points, centre 68.4 %" in drawn


def test_figures_are_in_the_tidy_layout(cast, browse):
    measure, _ = measured(cast, terms=TERMS)
    rows = rows_in(browse(cast.bob).get(file_of(measure, query="?by=origin")))
    assert tuple(rows[0]) == COLUMNS
    assert len(rows) == 12 * 5
    everybody, first = rows[0], rows[12]
    assert everybody["group_code"] == everybody["scheme"] == everybody["reference_group"] == ""
    assert first["measure_id"] == measure.reference
    assert (first["period_start"], first["period_end"]) == ("2025-01-01", "2025-01-31")
    assert (first["scheme"], first["group_code"], first["group_label"]) == (
        "origin",
        "a",
        "Group a",
    )
    assert (first["numerator"], first["denominator"]) == ("4811", "6007")
    assert float(first["rate"]) == pytest.approx(4811 / 6007)
    assert float(first["ci_low"]) < float(first["rate"]) < float(first["ci_high"])
    assert first["ci_method"] == "Wilson score"
    assert (first["suppressed"], first["suppression_reason"]) == ("0", "")
    assert first["reference_group"] == "c"


def test_without_a_vocabulary_the_file_is_of_everybody(cast, browse):
    measure, _ = measured(cast)
    assert {row["group_label"] for row in rows_in(browse(cast.bob).get(file_of(measure)))} == {
        "Everybody"
    }


def test_masked_rows_are_empty_with_one_reason_for_all(cast, browse):
    measure, _ = measured(cast)
    rows = rows_in(browse(cast.erin).get(file_of(measure, query="?by=origin")))
    masked = [row for row in rows if row["suppressed"] == "1"]
    assert {row["group_code"] for row in masked} == {"c", "unknown"}
    numbers = ("numerator", "denominator", "rate", "ci_low", "ci_high", "ci_method")
    assert {row[name] for row in masked for name in numbers} == {""}
    assert {row["suppression_reason"] for row in masked} == {"small_number"}


def test_who_holds_the_data_role_can_take_what_everyone_sees_to_pass_it_on(cast, browse):
    measure, _ = measured(cast)
    query = "?for=everyone&by=origin"
    mine = browse(cast.bob).get(file_of(measure, query=query)).content
    assert mine == browse(cast.erin).get(file_of(measure, query="?by=origin")).content
    assert not Event.objects.filter(verb="saw counts of").exists()
    browse(cast.bob).get(file_of(measure, query="?by=origin"))
    assert Event.objects.filter(verb="saw counts of", actor=cast.bob).count() == 1


def test_what_everyone_sees_is_not_for_who_may_not_see_the_measure(cast, browse):
    measure, _ = measured(cast)
    answer = browse(cast.charlie).get(file_of(measure, query="?for=everyone"))
    assert answer.status_code == 404


def test_what_is_exported_whole_is_read_again_as_it_was(cast, browse):
    measure, _ = measured(cast)
    content = browse(cast.bob).get(file_of(measure, query="?by=origin")).content
    done = import_observations(
        actor=cast.bob, measure=measure, content=content, file_name="figures.csv"
    )
    assert done.problems == ()
    assert (done.recorded.new, done.recorded.corrected, done.recorded.same) == (0, 0, 60)


def test_cells_that_would_run_as_formulas_are_made_harmless(cast, browse):
    origin = make_stratification(codes="ab", title="=cmd|' /C calc'!A0")
    measure = make_measure(cast, stratifications=[origin])
    fill(cast, measure, origin, {"a": (400, 600), "b": (100, 200)})
    rows = rows_in(browse(cast.bob).get(file_of(measure, query="?by=origin")))
    assert rows[-1]["dimension"] == "'=cmd|' /C calc'!A0"


@pytest.mark.parametrize(
    ("name", "query"),
    [(name, query) for name in FILES for query in ("?by=payer", "?by=%00")]
    + [(name, query) for name in FILES[1:] for query in ("?group=a", "?by=origin&group=zz")],
)
def test_groups_that_are_not_there_are_not_found(cast, browse, name, query):
    measure, _ = measured(cast)
    answer = browse(cast.bob).get(file_of(measure, name, query))
    assert answer.status_code == 404
    assert not Event.objects.filter(verb="saw counts of").exists()


def test_files_of_what_is_not_defined_or_has_no_figures_are_empty_and_well(cast, browse):
    for measure in (make_measure(cast, approved=False, name="Draft"), make_measure(cast)):
        assert rows_in(browse(cast.bob).get(file_of(measure))) == []
        for name in FILES[1:]:
            assert browse(cast.bob).get(file_of(measure, name)).status_code == 200


@pytest.mark.parametrize("name", FILES)
def test_files_take_the_same_queries_for_one_group_and_three(cast, browse, count_queries, name):
    counts = []
    for number, codes in enumerate(("a", "abc")):
        origin = make_stratification(f"origin{number}", codes)
        measure = make_measure(cast, name=f"Measure {number}", stratifications=[origin])
        fill(cast, measure, origin, dict.fromkeys(codes, (300, 500)))
        counts.append(count_queries(browse(cast.bob), file_of(measure, name, f"?by={origin.key}")))
    assert counts[0] == counts[1] <= 19
