"""Webhooks by the API: own ones, a secret that is shown once, and bad input."""

import pytest

from initiatives.webhooks.models import Webhook
from initiatives.webhooks.services.keeping import secrets_of
from tests.api.caller import EVERYONE
from tests.api.calls_webhooks import NEW
from tests.api.problems import is_problem

pytestmark = pytest.mark.django_db


def test_a_secret_is_in_one_answer_and_no_other(cast, call):
    lee = call(cast.lee)
    made = lee.post("webhooks/", NEW)
    assert made.status_code == 201
    assert "no-store" in made["Cache-Control"]
    assert [made.json()["secret"]] == secrets_of(Webhook.objects.get())
    path = f"webhooks/{made.json()['id']}/"
    assert "secret" not in lee.get(path).json()
    turned = lee.post(f"{path}rotate/")
    assert "no-store" in turned["Cache-Control"]
    assert secrets_of(Webhook.objects.get()) == [turned.json()["secret"], made.json()["secret"]]


def test_who_reads_it_and_of_whom_its_address_is_hidden(cast, call):
    key = call(cast.lee).post("webhooks/", NEW).json()["id"]
    seen = {}
    for name in EVERYONE:
        answer = call(getattr(cast, name)).get(f"webhooks/{key}/")
        if answer.status_code == 200:
            seen[name] = answer.json()["address"]
        else:
            is_problem(answer, 404)
    assert seen == {"lee": NEW["address"], "root": NEW["address"], "ada": "8.8.8.8"}


def test_only_its_owner_changes_it_and_an_administrator_ends_it(cast, call):
    lee, root, ada = call(cast.lee), call(cast.root), call(cast.ada)
    path = f"webhooks/{lee.post('webhooks/', NEW).json()['id']}/"
    is_problem(root.patch(path, {"name": "Mine"}, HTTP_IF_MATCH="*"), 403)
    for action in ("rotate", "test", "enable"):
        is_problem(root.post(f"{path}{action}/"), 403)
    is_problem(ada.post(f"{path}disable/"), 403)
    assert root.post(f"{path}disable/").json()["disabled_because"] == "asked"
    assert lee.post(f"{path}enable/").json()["state"] == "active"
    assert root.delete(path).status_code == 204
    assert lee.get(path).json()["state"] == "closed"


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": None}, "name"),
        ({"name": "x" * 81}, "name"),
        ({"name": "a\x00b"}, "name"),
        ({"address": 7}, "address"),
        ({"address": "http://8.8.8.8/"}, "address"),
        ({"address": "https://127.0.0.1/"}, "address"),
        ({"address": "https://8.8.8.8/\x00"}, "address"),
        ({"types": []}, "types"),
        ({"types": "shortfall.logged"}, "types"),
        ({"types": ["shortfall.lost"]}, "types"),
        ({"types": [7]}, "types"),
        ({"types": ["shortfall.logged"] * 1_000}, "types"),
        ({"secret": "whsec_mine"}, "secret"),
    ],
)
def test_what_cannot_be_is_a_problem(cast, call, sent, field):
    refused = is_problem(call(cast.lee).post("webhooks/", NEW | sent), 422)
    assert any(one.partition(".")[0] == field for one in refused["errors"])
    assert not Webhook.objects.exists()


@pytest.mark.parametrize("since", ["never", None, 7, "9999-01-01T00:00:00Z"])
def test_a_replay_needs_an_instant_that_is_over(cast, call, since):
    lee = call(cast.lee)
    path = f"webhooks/{lee.post('webhooks/', NEW).json()['id']}/replay/"
    assert "since" in is_problem(lee.post(path, {"since": since}), 422)["errors"]
