import pytest

from initiatives.base import clock
from initiatives.people.models import Token
from tests.factories import make_promise, make_shortfall

pytestmark = pytest.mark.django_db
EVERYONE = ("alice", "bob", "sam", "lee", "root", "erin", "ada", "charlie", "nobody")
COLLECTIONS = (
    *("frameworks", "principles", "definitions", "entities", "people", "initiatives"),
    *("alignments", "assessments", "commitments", "reminders", "deliveries", "shortfalls"),
    *("status", "history", "imports", "saved-views", "me"),
)


@pytest.mark.parametrize("name", COLLECTIONS)
def test_nobody_gets_in_without_a_token(call, name):
    refused = call().get(f"{name}/")
    assert refused.status_code == 401
    assert refused["WWW-Authenticate"] == "Bearer"
    assert refused["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("name", COLLECTIONS)
def test_everyone_signed_in_gets_an_answer(cast, call, name):
    for who in ("nobody", "lee"):
        assert call(getattr(cast, who)).get(f"{name}/").status_code == 200


@pytest.mark.parametrize("header", ["Bearer", "Bearer nonsense", "Basic YTpi", "Bearer \x00"])
def test_a_bad_token_is_refused(call, header):
    caller = call()
    caller.credentials(HTTP_AUTHORIZATION=header)
    assert caller.get("me/").status_code == 401


def test_an_expired_token_is_refused(cast, call):
    caller = call(cast.lee)
    Token.objects.update(expires_at=clock.now())
    assert caller.get("me/").status_code == 401


def test_a_token_for_reading_does_not_write(cast, call):
    reader = call(cast.lee, scope="read")
    assert reader.get("initiatives/").status_code == 200
    refused = reader.post("initiatives/", {"title": "x", "entity": cast.clinic.pk})
    assert refused.status_code == 403
    assert "only read" in refused.json()["detail"]


def test_what_one_may_not_see_is_not_there(cast, call):
    about = f"initiatives/{cast.initiative.pk}/"
    answers = {who: call(getattr(cast, who)).get(about).status_code for who in EVERYONE}
    assert answers == dict.fromkeys(EVERYONE[:7], 200) | {"charlie": 404, "nobody": 404}


def test_what_one_sees_and_may_not_do_is_forbidden(cast, call):
    promise = make_promise(cast.alice, cast.alice, initiative=cast.initiative)
    answers = {
        who: call(getattr(cast, who))
        .post(f"commitments/{promise.pk}/fulfil/", {"evidence": "Seen."})
        .status_code
        for who in ("charlie", "nobody", "bob", "erin", "ada", "sam", "alice")
    }
    assert answers == {
        "charlie": 404,
        "nobody": 404,
        "bob": 403,
        "erin": 403,
        "ada": 403,
        "sam": 403,
        "alice": 200,
    }


def test_the_owner_cannot_confirm_their_own_shortfall(cast, call):
    shortfall = make_shortfall(cast.lee, cast.hospital, cast.principles[0], owner=cast.alice)
    refused = call(cast.alice).post(f"shortfalls/{shortfall.pk}/close/", {"confirmation": "Fine."})
    assert refused.status_code == 403
    assert "someone else" in refused.json()["detail"]


def test_a_closed_gate_lists_what_is_missing(cast, call):
    lee = call(cast.lee)
    made = lee.post("initiatives/", {"title": "Bare", "entity": cast.clinic.pk}).json()
    blocked = lee.post(f"initiatives/{made['id']}/stage/", {"stage": "testing"})
    assert blocked.status_code == 409
    assert [item["field"] for item in blocked.json()["missing"]] == ["owner", "alignments"]
