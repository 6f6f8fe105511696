"""schemathesis over the whole API, with a token of each role: no answer of 5xx, none that breaks
the schema. By default each operation is asked as one of the roles; QI_FUZZ_EXAMPLES=10 asks each
as every role, ten times with what fits the schema and ten with what does not.
"""

import os
from collections import Counter

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi import checks

from api.throttling import Counted
from initiatives.base import clock
from initiatives.people.services import issue_token
from qi_tracker.wsgi import application
from tests.api.world import World
from tests.factories import rolled_back

pytestmark = pytest.mark.django_db
EXAMPLES = int(os.environ.get("QI_FUZZ_EXAMPLES", "0"))
ROLES = {
    "admin": "root",
    "lead": "lee",
    "member": "bob",
    "owner": "alice",
    "executive": "erin",
    "auditor": "ada",
}
CHECKS = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
]
# The record of the world that an address or a field is about, so that more is met than 404.
COLLECTIONS = {
    "initiatives": "initiative",
    "commitments": "commitment",
    "shortfalls": "answered",
    "alignments": "alignment",
    "assessments": "assessment",
    "measures": "measure",
    "people": "bob",
    "entities": "hospital",
    "drivers": "idea",
    "pdsa-cycles": "cycle",
    "reviews": "review",
    "signals": "signal",
    "policies": "policy",
    "covers": "cover",
    "decisions": "ruling",
    "feedback": "voice",
    "report-backs": "report_back",
    "deliveries": "failed",
    "reminders": "reminder",
    "imports": "register",
    "observation-imports": "brought",
    "exports": "export",
    "saved-views": "view",
    "history": "event",
    "frameworks": "framework",
    "principles": "principle",
    "definitions": "definition",
    "outside-frameworks": "outside",
    "crosswalk-links": "link",
    "attestations": "attestation",
    "stratifications": "origin",
    "job-families": "nurses",
    "workforce-counts": "heads",
    "workforce-benchmarks": "adults",
    "services": "service",
    "switches": "switch",
    "jobs": "job",
}
FIELDS = {
    "entity": "hospital",
    "parent": "system",
    "within": "system",
    "into": "clinic",
    "initiative": "initiative",
    "principle": "principle",
    "measure": "measure",
    "owner": "alice",
    "sponsor": "alice",
    "person": "alice",
    "stand_in": "bob",
    "user": "bob",
    "alignment": "alignment",
    "shortfall": "answered",
    "commitment": "commitment",
    "stratification": "origin",
    "benchmark": "adults",
    "requirement": "asked",
    "idea": "idea",
    "phase": "phase",
    "event": "chart_event",
    "family": "nurses",
    "answered_by": "bob",
}


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, working_hour):
    with django_db_blocker.unblock(), rolled_back(), clock.at(working_hour):
        yield World()


@pytest.fixture(scope="module")
def operations(world):
    """Every operation, as schemathesis reads the schema that is served."""
    # As Django's own test client does: a request does not end the transaction around it.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    served = schemathesis.openapi.from_wsgi("/api/v1/schema/?format=json", application)
    yield [found.ok() for found in served.get_all_operations()]
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def steered(value, world, name=""):
    """What was made up, with the keys of records that there are where it names some."""
    if isinstance(value, dict):
        return {key: steered(inner, world, key) for key, inner in value.items()}
    if isinstance(value, list):
        return [steered(inner, world, name) for inner in value]
    whole = isinstance(value, int) and not isinstance(value, bool)
    return world.key(FIELDS[name]) if whole and name in FIELDS else value


def ask(operation, mode, many, world, secret, told):
    """So many examples of one operation; raises what schemathesis finds."""

    @given(case=operation.as_strategy(generation_mode=mode))
    @settings(
        max_examples=many,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def asked(case):
        if mode == GenerationMode.POSITIVE:
            collection = operation.path.split("/")[3]
            if "id" in (case.path_parameters or {}) and collection in COLLECTIONS:
                case.path_parameters["id"] = str(world.key(COLLECTIONS[collection]))
            case.query = steered(case.query, world)
            case.body = steered(case.body, world)
        with rolled_back():
            answer = case.call(headers={"Authorization": f"Bearer {secret}"})
            told[answer.status_code] += 1
            case.validate_response(answer, checks=CHECKS)

    asked()


@pytest.mark.parametrize("role", ROLES)
def test_nothing_fails_and_every_answer_fits(world, operations, role, monkeypatch):
    monkeypatch.setattr(Counted, "THROTTLE_RATES", {"user": None, "token": None})
    _, secret = issue_token(user=getattr(world, ROLES[role]), name="Fuzz")
    turn, told, faults = list(ROLES).index(role), Counter(), []
    for index, operation in enumerate(operations):
        if not EXAMPLES and index % len(ROLES) != turn:
            continue
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
            try:
                ask(operation, mode, EXAMPLES or 1, world, secret, told)
            except (Unsatisfiable, pytest.skip.Exception):
                continue  # nothing that it takes can be wrong
            except Exception as fault:
                faults.append(f"{operation.label}: {fault}")
    print(f"{role}: {sum(told.values())} cases, {dict(sorted(told.items()))}")
    assert faults == [], "\n\n".join(faults)
