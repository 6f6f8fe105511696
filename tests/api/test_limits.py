"""How many requests are left, by person and by token; and what a token's scope reaches."""

import pytest
from django.core.cache.backends.redis import RedisCache

from api.schema import whole_schema
from api.throttling import Counted
from initiatives.people.choices import AREAS
from tests.api.problems import is_problem

pytestmark = pytest.mark.django_db


def rates(monkeypatch, user="5/min", token="3/min"):
    monkeypatch.setattr(Counted, "THROTTLE_RATES", {"user": user, "token": token})


def test_each_answer_says_what_is_left(cast, call, monkeypatch):
    rates(monkeypatch)
    lee = call(cast.lee)
    first, second = lee.get("me/"), lee.get("people/")
    assert first["RateLimit-Policy"] == '"user";q=5;w=60, "token";q=3;w=60'
    user, token = first["RateLimit"].split(", ")
    assert (user.rpartition(";")[0], token.rpartition(";")[0]) == ('"user";r=4', '"token";r=2')
    assert '"user";r=3' in second["RateLimit"]


def test_a_token_that_runs_wild_leaves_its_owner_the_rest(cast, call, monkeypatch):
    rates(monkeypatch)
    wild, other = call(cast.lee), call(cast.lee)
    assert [wild.get("me/").status_code for _ in range(4)] == [200, 200, 200, 429]
    refused = wild.get("me/")
    told = is_problem(refused, 429)
    assert told["type"] == "urn:qi-tracker:problem:throttled"
    assert '"token";r=0' in refused["RateLimit"]
    assert 0 < int(refused["Retry-After"]) <= 60
    rates(monkeypatch, user="20/min")
    assert other.get("me/").status_code == 200


def test_a_session_has_the_limit_of_its_person_alone(cast, client, monkeypatch):
    rates(monkeypatch)
    client.force_login(cast.lee)
    assert client.get("/api/v1/me/")["RateLimit-Policy"] == '"user";q=5;w=60'


def test_calculators_are_counted_too(cast, call, monkeypatch):
    rates(monkeypatch)
    answer = call(cast.nobody).post("calculators/suppression/", {"cells": {"A": 5, "B": 50}})
    assert '"token";r=2' in answer["RateLimit"]


def test_nobody_is_kept_out_of_the_schema_while_the_cache_is_away(client, monkeypatch):
    away = RedisCache("redis://127.0.0.1:1", {"OPTIONS": {"socket_connect_timeout": 1}})
    monkeypatch.setattr(Counted, "cache", away)
    answer = client.get("/api/v1/schema/?format=json")
    assert answer.status_code == 200


def test_a_token_reaches_its_areas_and_no_other(cast, call):
    lee = call(cast.lee, scope="read:status write:commitments")
    assert lee.get("status/").status_code == 200
    assert lee.get("commitments/").status_code == 200
    told = is_problem(lee.get("people/"), 403)["detail"]
    assert "read:people" in told
    assert "write:status" in is_problem(lee.post("status/seen/"), 403)["detail"]
    body = {"title": "x", "owner": cast.alice.pk, "due_on": "2027-01-31"}
    made = lee.post("commitments/", body | {"initiative": cast.initiative.pk})
    assert made.status_code == 201


def test_the_areas_are_the_addresses_of_the_api():
    paths = [path.removeprefix("/api/v1/").split("/")[0] for path in whole_schema()["paths"]]
    assert set(AREAS) == set(paths)
