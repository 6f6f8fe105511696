"""The schema is valid and warns of nothing; what is served fits it (see conformance.py)."""

import pytest
import yaml
from django.core.management import call_command
from drf_spectacular.validation import validate_schema

from api.schema import PROBLEMS
from tests.api import conformance

pytestmark = pytest.mark.django_db
# Answers that are kept nowhere, so not by a key either: a secret, and what stores nothing.
UNKEPT = ("/api/v1/me/calendar/", "/api/v1/calculators/")


@pytest.fixture(scope="module")
def schema():
    return conformance.whole_schema()


def operations(schema):
    return [
        (method, path, operation)
        for path, methods in schema["paths"].items()
        for method, operation in methods.items()
    ]


def test_it_is_valid_and_warns_of_nothing(schema, tmp_path):
    validate_schema(schema)
    assert schema["openapi"].startswith("3.1")
    call_command("spectacular", "--fail-on-warn", "--file", str(tmp_path / "schema.yml"))


def test_it_is_served_as_it_was_checked(client, schema):
    served = client.get("/api/v1/schema/", HTTP_ACCEPT="application/json").json()
    assert served["paths"].keys() == schema["paths"].keys()
    as_yaml = yaml.safe_load(client.get("/api/v1/schema/").content)
    assert as_yaml["components"]["schemas"].keys() == served["components"]["schemas"].keys()


def test_every_operation_says_what_it_does_and_answers(schema):
    for method, path, operation in operations(schema):
        answers = operation["responses"]
        assert operation["description"], path
        assert all(answer["description"] for answer in answers.values()), path
        assert {"401", "403", "429", "500"} <= set(answers), path
        assert ("404" in answers) >= ("{id}" in path), path
        assert ("428" in answers) == (method == "patch"), path


def test_every_write_can_be_sent_again_or_says_its_version(schema):
    for method, path, operation in operations(schema):
        names = {item["name"] for item in operation.get("parameters", ())}
        assert ("Idempotency-Key" in names) == (method == "post" and not path.startswith(UNKEPT)), (
            path
        )
        assert ("If-Match" in names) >= (method == "patch"), path


def test_what_may_be_sent_is_closed(schema):
    shapes = schema["components"]["schemas"]
    sent = [name for name in shapes if name.endswith("Request")]
    assert sent
    assert [name for name in sent if shapes[name].get("additionalProperties") is not False] == []


def test_the_readable_page_names_every_address_and_every_problem(client, schema):
    page = client.get("/api/v1/docs/").content.decode()
    assert all(path in page for path in schema["paths"])
    assert all(f'id="problem-{code}"' in page for code in PROBLEMS)
    assert "<script>" not in page
    assert " style=" not in page


def test_every_link_of_the_readable_page_leads_somewhere(client):
    page = client.get("/api/v1/docs/").content.decode()
    targets = {part.partition('"')[0] for part in page.split(' href="#')[1:]}
    assert len(targets) > 30
    assert [name for name in targets if f'id="{name}"' not in page] == []
