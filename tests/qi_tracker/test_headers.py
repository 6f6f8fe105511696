"""What every answer says to browsers, whatever address it comes from and however it ends."""

import re

import pytest
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import path

from qi_tracker.environment import BASE_DIR
from qi_tracker.headers import EVERYWHERE
from tests.qi_tracker.every_url import paths

pytestmark = pytest.mark.django_db
POLICY = {
    "default-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "form-action": "'self'",
}
OPEN = ("/accounts/", "/api/", "/demo/", "/feedback/", "/healthz/", "/metrics", "/static/")


def broken(request):
    raise RuntimeError("the secret of the database")


def own(request):
    return HttpResponse("", headers={"Referrer-Policy": "no-referrer"})


urlpatterns = [path("broken/", broken), path("own/", own)]


def policy_of(answer):
    parts = answer["Content-Security-Policy"].split(";")
    return dict(part.strip().split(" ", 1) for part in parts if part.strip())


def as_administrator(cast):
    client = Client(raise_request_exception=False)
    client.force_login(cast.root)
    return client


def walk(client):
    """The answer of every address, asked from a page of somebody else's."""
    elsewhere = {"Origin": "https://evil.example"}
    return {one: client.get(one, headers=elsewhere) for one in paths()}


@pytest.fixture(scope="module")
def answers(standing_cast, django_db_blocker):
    """All of them, to an administrator."""
    with django_db_blocker.unblock():
        return walk(as_administrator(standing_cast))


def lacking(answers):
    """Addresses whose answer lacks a header, with the header."""
    found = []
    for one, answer in answers.items():
        found += [(one, name) for name, value in EVERYWHERE.items() if answer.get(name) != value]
        if policy_of(answer) != POLICY:
            found.append((one, answer["Content-Security-Policy"]))
        assert "Content-Security-Policy-Report-Only" not in answer
    return found


def test_every_answer_has_the_headers(answers):
    assert len(answers) > 200
    assert lacking(answers) == []


def test_so_has_every_answer_to_who_is_not_signed_in():
    assert lacking(walk(Client(raise_request_exception=False))) == []


def test_an_error_has_them_too(cast):
    client = as_administrator(cast)
    with override_settings(ROOT_URLCONF=__name__):
        failed = client.get("/broken/")
        assert lacking({"broken": failed, "nowhere": client.get("/nowhere/")}) == []
    assert failed.status_code == 500
    refused = Client(enforce_csrf_checks=True)
    refused.force_login(cast.root)
    answer = refused.post("/accounts/logout/")
    assert answer.status_code == 403
    assert policy_of(answer) == POLICY


def test_an_error_tells_nothing_of_what_went_wrong(cast, caplog):
    with override_settings(ROOT_URLCONF=__name__):
        said = as_administrator(cast).get("/broken/").content.decode()
    assert "the secret of the database" not in said
    assert "Traceback" not in said
    assert "the secret of the database" in caplog.text


def test_what_an_answer_says_for_itself_stays(client):
    with override_settings(ROOT_URLCONF=__name__):
        assert client.get("/own/")["Referrer-Policy"] == "no-referrer"


def test_personal_pages_are_kept_by_no_cache(answers):
    kept = []
    for one, answer in answers.items():
        if answer.status_code == 200 and not one.startswith(OPEN):
            said = answer.get("Cache-Control", "")
            kept += [] if "private" in said and "no-store" in said else [(one, said)]
    assert kept == []


def test_no_other_origin_may_read_an_answer(answers):
    for one, answer in answers.items():
        assert not [name for name in answer.headers if name.startswith("Access-Control-")], one


def test_every_answer_with_a_body_says_its_type(answers):
    for one, answer in answers.items():
        kind = answer.get("Content-Type", "")
        assert kind or answer.streaming or not answer.content, one
        assert not kind.startswith("text/") or "charset=utf-8" in kind.lower(), one


def test_no_script_keeps_anything_in_the_browser():
    kept = re.compile(r"localStorage|sessionStorage|indexedDB|document\.cookie|caches\.open")
    scripts = list((BASE_DIR / "qi_tracker/static/js").rglob("*.js"))
    assert len(scripts) > 3
    assert [path.name for path in scripts if kept.search(path.read_text())] == []
    base = (BASE_DIR / "templates/base_root.html").read_text()
    assert '"historyCacheSize":0' in base  # htmx would keep pages


def test_tracing_is_answered_nowhere(cast):
    client = as_administrator(cast)
    answers = {client.trace(one).status_code for one in ("/", "/initiatives/", "/api/v1/me/")}
    assert answers <= {302, 403, 405}


def test_folders_are_not_listed(client):
    assert {client.get(one).status_code for one in ("/static/", "/static/css/")} == {404}


@override_settings(SECURE_SSL_REDIRECT=True)
def test_a_page_is_led_to_https_and_the_api_refuses(client):
    page = client.get("/accounts/login/")
    assert (page.status_code, page["Location"]) == (301, "https://testserver/accounts/login/")
    api = client.get("/api/v1/me/", headers={"Authorization": "Bearer x"})
    assert (api.status_code, api["Content-Type"]) == (403, "application/problem+json")
    assert "revoke that token" in api.json()["detail"]
    assert client.get("/api/v1/me/", secure=True).status_code == 401
    assert client.get("/healthz/live").status_code == 200
