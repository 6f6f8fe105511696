"""The past of the status by API: who is told, what is judged, and one's last look."""

import pytest

from initiatives.base import clock
from initiatives.status.models import SeenStatus
from tests.api.problems import is_problem
from tests.factories import make_promise, make_shortfall
from tests.initiatives.status.nights import ago, night

pytestmark = pytest.mark.django_db
EVERYONE = ("erin", "ada", "lee", "root", "charlie", "alice", "bob", "nobody")


def series_of(cast, entity, **more):
    asked = {"principle": cast.principles[0].pk, "entity": entity.pk} | more
    return "status/series/?" + "&".join(f"{name}={value}" for name, value in asked.items())


def test_a_series_is_told_with_its_chart_once_there_is_enough(cast, call):
    for week in range(11, 1, -1):
        night(7 * week)
    erin = call(cast.erin)
    told = erin.get(series_of(cast, cast.hospital)).json()
    assert (told["by"], told["number"], len(told["points"])) == ("week", "overdue", 10)
    assert told["chart"]["points"][0] == {"value": 0.0, "signal": None}
    few = erin.get(series_of(cast, cast.hospital, by="month", number="open_signals")).json()
    assert few["chart"] is None
    assert "too few to say" in few["sentence"]


def test_who_holds_no_role_there_is_refused_with_the_reason(cast, call):
    night()
    answers = {
        name: call(getattr(cast, name)).get(series_of(cast, cast.hospital)) for name in EVERYONE
    }
    assert {name for name, answer in answers.items() if answer.status_code == 200} == {
        *EVERYONE[:4]
    }
    assert "hold a role there" in is_problem(answers["alice"], 403)["detail"]


def test_changes_since_the_last_look(cast, call):
    night(3)
    erin = call(cast.erin)
    with ago(2):
        assert erin.post("status/seen/").status_code == 200
    make_shortfall(cast.lee, cast.clinic, cast.principles[2], severity="severe")
    make_promise(cast.lee, cast.alice, -3, initiative=cast.initiative)
    night(1)
    told = erin.get("status/changes/").json()
    assert [one["after"] for one in told["changes"]][:2] == ["off_track"] * 2
    assert told["first"]["day"] < told["last"]["day"]
    assert call(cast.erin).get(told["changes"][0]["page"]).status_code in (200, 302)
    erin.post("status/seen/")
    assert erin.get("status/changes/").json()["changes"] == []


def test_a_look_is_ones_own_and_told_to_nobody_else(cast, call):
    call(cast.nobody).post("status/seen/")
    call(cast.nobody).post("status/seen/")
    seen = SeenStatus.objects.get()
    assert (seen.user, seen.seen_at <= clock.now()) == (cast.nobody, True)
