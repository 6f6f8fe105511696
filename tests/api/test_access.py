"""Who gets in, who sees what, and who may do what."""

import pytest
from django.core.cache.backends.redis import RedisCache

from api.throttling import PerPerson
from initiatives.base import clock
from initiatives.people.models import Token
from initiatives.people.services import deactivate_person
from initiatives.portfolio.models import Initiative
from tests.api.caller import EVERYONE, Caller, answers
from tests.api.problems import is_problem
from tests.factories import make_promise, make_shortfall

pytestmark = pytest.mark.django_db


def in_session(user):
    """Calls as a browser that is signed in, with CSRF checked as in earnest."""
    caller = Caller(enforce_csrf_checks=True, raise_request_exception=False)
    caller.default_format = "json"
    caller.force_login(user)
    return caller


@pytest.mark.parametrize("header", ["Bearer", "Bearer nonsense", "Basic YTpi", "Bearer \x00"])
def test_a_bad_token_is_refused(call, header):
    caller = call()
    caller.credentials(HTTP_AUTHORIZATION=header)
    assert is_problem(caller.get("me/"), 401)


def test_an_expired_token_is_refused(cast, call):
    caller = call(cast.lee)
    Token.objects.update(expires_at=clock.now())
    assert caller.get("me/").status_code == 401


def test_the_token_of_a_closed_account_is_refused(cast, call):
    caller = call(cast.bob)
    deactivate_person(actor=cast.root, user=cast.bob, reason="Left.")
    assert caller.get("me/").status_code == 401


def test_a_session_reads_and_writes_only_with_its_csrf_token(cast):
    caller, body = in_session(cast.lee), {"title": "By session", "entity": cast.clinic.pk}
    assert caller.get("me/").status_code == 200
    refused = is_problem(caller.post("initiatives/", body), 403)
    assert "X-CSRFToken" in refused["detail"]
    secret = "a" * 32
    caller.cookies["csrftoken"] = secret
    assert caller.post("initiatives/", body, HTTP_X_CSRFTOKEN=secret).status_code == 201


def test_what_one_may_not_see_is_not_there(cast, call):
    about = f"initiatives/{cast.initiative.pk}/"
    seen = {who: call(getattr(cast, who)).get(about).status_code for who in EVERYONE}
    assert seen == dict.fromkeys(EVERYONE[:7], 200) | {"charlie": 404, "nobody": 404}


def test_lists_hold_only_what_one_may_see(cast, call):
    promise = make_promise(cast.lee, cast.bob, initiative=cast.initiative)
    make_shortfall(cast.lee, cast.hospital, cast.principles[0], initiative=cast.initiative)
    for name in ("initiatives", "alignments", "commitments", "shortfalls"):
        assert call(cast.bob).walk(f"{name}/"), name
        assert call(cast.charlie).walk(f"{name}/") == [], name
    about = f"history/?subject_kind=commitment&subject_id={promise.pk}"
    assert call(cast.bob).walk(about)
    assert call(cast.charlie).walk(about) == []


def test_what_one_sees_and_may_not_do_is_forbidden(cast, call):
    promise = make_promise(cast.alice, cast.alice, initiative=cast.initiative)
    path = f"commitments/{promise.pk}/fulfil/"
    who = ("charlie", "nobody", "bob", "erin", "ada", "sam", "alice")
    assert answers(call, cast, path, {"evidence": "Seen."}, who) == {
        "charlie": 404,
        "nobody": 404,
        "bob": 403,
        "erin": 403,
        "ada": 403,
        "sam": 403,
        "alice": 200,
    }


def test_executives_and_auditors_do_not_change_a_charter(cast, call):
    path = f"initiatives/{cast.initiative.pk}/stage/"
    who = ("erin", "ada", "charlie", "nobody")
    given = answers(call, cast, path, {"stage": "idea"}, who)
    assert given == {"erin": 403, "ada": 403, "charlie": 404, "nobody": 404}
    assert Initiative.objects.get(pk=cast.initiative.pk).stage == "proposed"


def test_what_one_may_not_see_cannot_be_named_either(cast, call):
    body = {"title": "x", "owner": cast.charlie.pk, "due_on": "2027-01-31"}
    refused = call(cast.charlie).post("commitments/", body | {"initiative": cast.initiative.pk})
    unknown = call(cast.charlie).post("commitments/", body | {"initiative": 999_999})
    assert is_problem(refused, 422)["errors"] == is_problem(unknown, 422)["errors"]
    assert "may not see it" in refused.json()["errors"]["initiative"]


def test_the_owner_cannot_confirm_their_own_shortfall(cast, call):
    shortfall = make_shortfall(cast.lee, cast.hospital, cast.principles[0], owner=cast.alice)
    refused = call(cast.alice).post(f"shortfalls/{shortfall.pk}/close/", {"confirmation": "Fine."})
    assert "someone else" in is_problem(refused, 403)["detail"]


def test_a_closed_gate_lists_what_is_missing(cast, call):
    lee = call(cast.lee)
    made = lee.post("initiatives/", {"title": "Bare", "entity": cast.clinic.pk}).json()
    blocked = is_problem(lee.post(f"initiatives/{made['id']}/stage/", {"stage": "testing"}), 409)
    fields = [item["field"] for item in blocked["missing"]]
    assert fields[:2] == ["owner", "alignments"]
    assert {"sponsor", "measures.outcome"} <= set(fields)
    assert all(item["message"] in blocked["detail"] for item in blocked["missing"])


def test_answers_are_kept_by_no_cache_for_others(cast, call):
    assert call(cast.lee).get("me/")["Cache-Control"] == "private, no-cache"


def test_too_many_requests_are_told_when_to_come_back(cast, call, monkeypatch):
    monkeypatch.setattr(PerPerson, "THROTTLE_RATES", {"user": "2/min"})
    lee = call(cast.lee)
    assert [lee.get("me/").status_code for _ in range(2)] == [200, 200]
    refused = lee.get("me/")
    assert is_problem(refused, 429)["type"] == "urn:qi-tracker:problem:throttled"
    assert int(refused["Retry-After"]) > 0
    assert call(cast.alice).get("me/").status_code == 200


def test_nobody_is_kept_out_while_the_cache_is_away(cast, call, monkeypatch):
    away = RedisCache("redis://127.0.0.1:1", {"OPTIONS": {"socket_connect_timeout": 1}})
    monkeypatch.setattr(PerPerson, "cache", away)
    assert call(cast.lee).get("me/").status_code == 200
