"""Files by the API: asked for, waited for, fetched by who asked and by nobody else."""

import pytest

from initiatives.exports import rules
from initiatives.exports.models import Export
from initiatives.exports.services import make_exports
from tests.api.caller import EVERYONE
from tests.api.problems import is_problem
from tests.factories import make_initiative

pytestmark = pytest.mark.django_db
ASKED = {"kind": "list_csv", "list": "initiatives", "query": "ordering=title"}


@pytest.fixture
def all_are_long(monkeypatch):
    monkeypatch.setattr(rules, "AT_ONCE", -1)


def test_a_short_file_is_done_at_once(cast, call):
    make_initiative(cast.lee, cast.hospital, "Another")
    lee = call(cast.lee)
    made = lee.post("exports/", ASKED)
    assert (made.status_code, made.json()["state"], made.json()["rows_total"]) == (201, "done", 2)
    file = lee.get(f"exports/{made.json()['id']}/file/")
    rows = b"".join(file.streaming_content).decode().splitlines()
    assert [row.split(",")[1] for row in rows] == ["Initiative", "Another", "Better interpreters"]


def test_a_long_one_is_asked_for_once_and_waited_for(cast, call, all_are_long):
    lee = call(cast.lee)
    first, second = (lee.post("exports/", ASKED).json() for _ in range(2))
    assert first["id"] == second["id"]
    assert first["state"] == "waiting"
    path = f"exports/{first['id']}/"
    assert "not ready yet" in is_problem(lee.get(f"{path}file/"), 403)["detail"]
    make_exports()
    assert lee.get(path).json()["state"] == "done"
    assert lee.delete(path).status_code == 204
    assert lee.get(path).json()["state"] == "expired"
    assert lee.delete(path).status_code == 204, "it is gone already"


def test_nobody_else_has_it(cast, call):
    key = call(cast.lee).post("exports/", ASKED).json()["id"]
    for name in EVERYONE:
        caller, status = call(getattr(cast, name)), 200 if name == "lee" else 404
        for path in (f"exports/{key}/", f"exports/{key}/file/"):
            assert caller.get(path).status_code == status, (name, path)
        assert len(caller.walk("exports/")) == (name == "lee"), name


def test_one_calls_off_what_is_not_made(cast, call, all_are_long):
    lee = call(cast.lee)
    path = f"exports/{lee.post('exports/', ASKED).json()['id']}/cancel/"
    assert lee.post(path).json()["state"] == "cancelled"
    is_problem(lee.post(path), 422)


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"kind": "list_pdf"}, "kind"),
        ({"kind": 7}, "kind"),
        ({"kind": None}, "kind"),
        ({"list": "users"}, "list"),
        ({"list": {}}, "list"),
        ({"query": "entity=none"}, "query"),
        ({"query": "q=\x00"}, "query"),
        ({"query": "x" * 2_001}, "query"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_what_cannot_be_is_a_problem(cast, call, sent, field):
    refused = is_problem(call(cast.lee).post("exports/", ASKED | sent), 422)
    assert field in refused["errors"]
    assert not Export.objects.exists()
