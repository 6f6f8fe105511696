"""Every operation: it works for whoever may, fits the schema, and is closed to everyone else."""

import pytest

from initiatives.base import clock
from initiatives.history.models import Event
from tests.api import conformance
from tests.api.calls import WRITES
from tests.api.reads import READS
from tests.api.world import World
from tests.factories import rolled_back

pytestmark = pytest.mark.django_db
OPERATIONS = [
    (method, path) for path, methods in conformance.schema()["paths"].items() for method in methods
]
# Everyone has a profile, settings and views of their own.
OPEN_TO_ALL = (
    *("me/", "me/preferences/", "me/chat/", "me/calendar/", "saved-views/", "status/seen/"),
    "exports/",
    *("calculators/spc/", "calculators/suppression/", "calculators/disparity/"),
)
CALCULATORS = "calculators/"  # they store nothing, so whoever may read may ask
# History keeps nothing of these.
UNNOTED = (
    *("frameworks/preview/", "stratifications/preview/"),
    *("imports/", "saved-views/", "policies/effect/", "status/seen/", CALCULATORS),
    *("measures/$measure/imports/", "observation-imports/$brought/remap/"),
)
FOR_ADMINISTRATORS = (
    *("deliveries/", "covers/", "reminders/engine/", "services/", "group-roles/"),
    *("retention/", "switches/", "jobs/"),
)
HIDDEN = (
    *("initiatives/$", "alignments/$", "assessments/$", "commitments/$", "shortfalls/$"),
    *("reminders/$", "deliveries/$", "imports/$", "saved-views/$", "history/$"),
    "exports/$",
    "group-roles/$",
    *("covers/$", "measures/$", "observation-imports/$", "job-families/$", "workforce-counts/$"),
    *("decisions/$", "switches/$", "jobs/$"),
    *("webhooks/$", "webhook-deliveries/$"),
    "services/$",
)


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, working_hour):
    """One world for all of these: what each of them writes is undone, the world stays."""
    with django_db_blocker.unblock(), rolled_back(), clock.at(working_hour):
        yield World()


def named(path, method="GET"):
    found = conformance.operation_of(method, f"/api/v1/{path}")
    return method.lower(), found and found[0]


@pytest.mark.parametrize("path", READS)
def test_what_is_read_fits_the_schema(world, call, path):
    who = world.root if path.startswith(FOR_ADMINISTRATORS) else world.lee
    answer = world.send(call(who), "GET", path)
    assert answer.status_code == 200
    if path.endswith("/file/"):
        assert b"".join(answer.streaming_content), "the file is empty"
    elif "results" in answer.json():
        assert answer.json()["results"], "nothing was held against the schema"


@pytest.mark.parametrize(("who", "method", "path", "body"), WRITES)
def test_whoever_may_write_does(world, call, who, method, path, body):
    events = Event.objects.count()
    answer = world.send(call(getattr(world, who)), method, path, body)
    assert answer.status_code < 300, answer.json()
    assert Event.objects.count() > events or path.startswith(UNNOTED)


@pytest.mark.parametrize(
    ("method", "path", "body"), [one[1:] for one in WRITES if one[2] not in OPEN_TO_ALL]
)
def test_nobody_else_writes(world, call, method, path, body):
    caller, events = call(world.nobody), Event.objects.count()
    answer = world.send(caller, method, path, body)
    assert answer.status_code in (403, 404, 422)
    assert Event.objects.count() == events


@pytest.mark.parametrize("path", [path for path in READS if path.startswith(HIDDEN)])
def test_what_nobody_may_see_is_not_there_for_them(world, call, path):
    assert world.send(call(world.nobody), "GET", path).status_code == 404


def test_every_operation_of_the_schema_is_called_here(world):
    called = {named(world.filled(path)) for path in READS}
    called |= {
        named(world.filled(path), "POST" if method == "FILE" else method)
        for _, method, path, _ in WRITES
    }
    assert called == set(OPERATIONS)


def test_no_operation_is_open_without_a_token(call):
    nobody = call()
    for method, path in OPERATIONS:
        refused = nobody.generic(method, path.replace("{id}", "1"))
        assert refused.status_code == 401, (method, path)
        assert refused["WWW-Authenticate"] == "Bearer"
        assert refused["Content-Type"] == "application/problem+json"


def test_no_write_is_open_to_a_token_for_reading(world, call):
    reader = call(world.root, scope="read")
    for method, path in OPERATIONS:
        if method != "get" and CALCULATORS not in path:
            refused = reader.generic(method, path.replace("{id}", "1"))
            assert refused.status_code == 403, (method, path)
            assert "only read" in refused.json()["detail"]


def test_an_answer_that_the_schema_does_not_know_is_noticed(world, call):
    answer = call(world.lee).get("me/")
    _, described = conformance.operation_of("GET", "/api/v1/me/")
    conformance.check(described, answer, "")
    answer.json = lambda: answer.data | {"shoe_size": 43}
    with pytest.raises(conformance.jsonschema.ValidationError, match="shoe_size"):
        conformance.check(described, answer, "")
