"""The monthly mail by API: one's own choice, and whether it may be that."""

import pytest

from initiatives.exports.models import MonthlyMail
from initiatives.history.models import Event
from tests.api.caller import EVERYONE
from tests.api.problems import is_problem

pytestmark = pytest.mark.django_db
PATH = "me/monthly-mail/"
SEATED = {"charlie", "erin", "ada", "lee", "root"}


def test_nobody_gets_it_unasked_and_the_version_is_ones_own(cast, call):
    found = call(cast.erin).get(PATH)
    assert {name: found.json()[name] for name in ("when", "day", "entity", "chosen_at")} == {
        "when": "",
        "day": None,
        "entity": None,
        "chosen_at": None,
    }
    own = call(cast.erin).get("me/")
    assert found["ETag"].split("-")[0] == own["ETag"].split("-")[0]


def test_what_is_chosen_stays_until_it_is_chosen_anew(cast, call):
    erin = call(cast.erin)
    given = {"when": "day", "day": 12, "entity": cast.hospital.pk}
    first = erin.patch(PATH, given, HTTP_IF_MATCH=erin.get(PATH)["ETag"])
    assert (first.status_code, first.json()["entity"]["id"]) == (200, cast.hospital.pk)
    second = erin.patch(PATH, {"entity": None}, HTTP_IF_MATCH=first["ETag"])
    assert (second.json()["day"], second.json()["entity"]) == (12, None)
    is_problem(erin.patch(PATH, {"day": 13}, HTTP_IF_MATCH=first["ETag"]), 412)
    is_problem(erin.patch(PATH, {"day": 13}), 428)
    ended = erin.patch(PATH, {"when": ""}, HTTP_IF_MATCH=second["ETag"])
    assert (ended.status_code, ended.json()["when"]) == (200, "")
    assert not MonthlyMail.objects.exists()


def test_only_who_holds_a_role_may_choose_it(cast, call):
    for name in EVERYONE:
        person = getattr(cast, name)
        answer = call(person).patch(PATH, {"when": "working_day"}, HTTP_IF_MATCH="*")
        assert answer.status_code == (200 if name in SEATED else 403), name
    assert MonthlyMail.objects.count() == len(SEATED)


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"when": "weekly"}, "when"),
        ({"when": "day"}, "day"),
        ({"when": "day", "day": 29}, "day"),
        ({"when": "day", "day": 10**30}, "day"),
        ({"when": "day", "day": "<b>"}, "day"),
        ({"when": "working_day", "entity": 999_999}, "entity"),
        ({"when": ["day"]}, "when"),
        ({"hour": "07:00"}, "hour"),
    ],
)
def test_what_cannot_be_changes_nothing(cast, call, sent, field):
    erin, events = call(cast.erin), Event.objects.count()
    refused = is_problem(erin.patch(PATH, sent, HTTP_IF_MATCH="*"), 422)
    assert field in refused["errors"]
    assert (MonthlyMail.objects.count(), Event.objects.count()) == (0, events)


def test_a_place_out_of_sight_is_refused(cast, call):
    given = {"when": "working_day", "entity": cast.hospital.pk}
    is_problem(call(cast.charlie).patch(PATH, given, HTTP_IF_MATCH="*"), 422)
