"""Charts and gaps of a measure over HTTP: as the calculators answer, with masks."""

import pytest

from initiatives.history.models import Event
from initiatives.measures import spc
from tests.api.caller import seen
from tests.api.problems import is_problem
from tests.initiatives.measures.making import make_measure, make_stratification
from tests.initiatives.measures.queries.making import filled

pytestmark = pytest.mark.django_db
SEERS = {"alice", "bob", "sam", "lee", "root", "erin", "ada"}


@pytest.fixture
def measure(cast):
    return filled(cast)[0]


def chart_of(measure, query=""):
    return f"measures/{measure.pk}/chart/{query}"


def gaps_of(measure, query="?by=origin"):
    return f"measures/{measure.pk}/gaps/{query}"


@pytest.mark.parametrize("path", [chart_of, gaps_of])
def test_who_sees_the_measure_may_ask(cast, call, measure, path):
    assert seen(call, cast, path(measure)) == SEERS


def test_a_chart_is_answered_as_the_calculator_answers(cast, call, measure):
    found = call(cast.bob).get(chart_of(measure, "?by=origin&group=a")).json()
    request = {"chart": "p", "y": [480] * 12, "n": [600] * 12, "multiply": 100}
    answer = spc.answer(request | {"direction": "decrease"})
    assert {name: found[name] for name in answer} == answer
    assert (found["group"], found["label"], found["unit"]) == ("a", "Group a", "%")
    assert found["periods"][0] == {
        "starts": "2025-01-01",
        "label": "Jan 2025",
        "state": "final",
        "masked": False,
        "excluded": False,
    }
    assert found["sentence"].startswith("12 points, centre 80 %")


def test_a_masked_chart_has_places_and_no_number(cast, call, measure):
    found = call(cast.erin).get(chart_of(measure, "?by=origin&group=c")).json()
    assert found["masked"] is True
    assert {point["value"] for point in found["points"]} == {None}
    assert all(period["masked"] for period in found["periods"])
    assert found["sentence"] == "All figures are masked: too few people."
    assert not found["phases"]


def test_what_rests_on_small_counts_is_noted_for_who_sees_it(cast, call, measure):
    for who in (cast.erin, cast.bob):
        call(who).get(chart_of(measure))
        call(who).get(gaps_of(measure))
    seen_by = Event.objects.filter(verb="saw counts of").values_list("actor__name", flat=True)
    assert list(seen_by) == [cast.bob.name, cast.bob.name]


def test_gaps_are_answered_with_the_words_of_the_calculator(cast, call, measure):
    found = call(cast.bob).get(gaps_of(measure, "?by=origin&window=year-2025")).json()
    assert found["window"]["label"] == "The year 2025"
    assert found["reference"]["label"] == "Group c"
    first = found["groups"][0]
    assert (first["code"], first["numerator"], first["verdict"]) == ("a", 5760, "gap")
    assert first["difference"]["value"] == pytest.approx(0.8 - 7 / 60)
    assert len(found["choices"]) == 6
    assert "theil" in found["summary"]
    assert found["completeness"]["absent"] == {"Not recorded": 540}
    assert {one["key"] for one in found["windows"]} >= {"recent", "2025-12-01", "year-2025"}


def test_a_masked_group_has_its_name_and_no_number_at_all(cast, call, measure):
    found = call(cast.erin).get(gaps_of(measure)).json()
    masked = next(one for one in found["groups"] if one["code"] == "c")
    assert masked == {"code": "c", "label": "Group c", "masked": True}
    assert found["completeness"]["share"] is None
    assert "recent" not in {one["key"] for one in found["windows"]}


def test_a_token_that_may_only_read_may_ask(cast, call, measure):
    caller = call(cast.bob, scope="read")
    assert caller.get(chart_of(measure)).status_code == 200
    assert caller.get(gaps_of(measure)).status_code == 200


@pytest.mark.parametrize(
    ("path", "query", "field", "said"),
    [
        (chart_of, "?by=payer", "by", "stratified by origin"),
        (chart_of, "?group=a", "by", "by which vocabulary"),
        (chart_of, "?by=origin&group=zz", "group", "a, b, c"),
        (chart_of, "?colour=red", "colour", "no such filter"),
        (gaps_of, "", "by", "stratified by origin"),
        (gaps_of, "?by=%3Cb%3E", "by", "stratified by origin"),
        (gaps_of, "?by=origin&window=soon", "window", "no such window"),
        (gaps_of, "?by=origin&window=recent", "window", "no such window"),
    ],
)
def test_a_bad_question_is_told_what_there_is(cast, call, measure, path, query, field, said):
    answer = call(cast.erin).get(path(measure, query))
    assert said in is_problem(answer, 400)["errors"][field]


def test_nothing_recorded_is_said_and_is_no_error(cast, call):
    measure = make_measure(cast, stratifications=[make_stratification()])
    bob = call(cast.bob)
    chart, gaps = bob.get(chart_of(measure)).json(), bob.get(gaps_of(measure)).json()
    assert chart["sentence"] == "There are no data yet."
    assert (chart["points"], chart["periods"]) == ([], [])
    assert gaps["why"].startswith("Nothing was recorded")
    assert (gaps["window"], gaps["groups"], gaps["reference"]) == (None, [], None)


def test_before_a_definition_is_in_force_nothing_is_judged(cast, call):
    measure = make_measure(cast, approved=False, stratifications=[make_stratification()])
    bob = call(cast.bob)
    assert "No definition is in force" in bob.get(chart_of(measure)).json()["sentence"]
    assert bob.get(gaps_of(measure)).json()["groups"] == []
