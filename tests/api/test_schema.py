"""The schema is valid, warns of nothing, and what is served fits it."""

import jsonschema
import pytest
from django.core.management import call_command
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.validation import validate_schema

from tests.factories import make_promise, make_shortfall

pytestmark = pytest.mark.django_db
SERVED = {
    "/api/v1/frameworks/": "frameworks/",
    "/api/v1/principles/": "principles/",
    "/api/v1/entities/": "entities/",
    "/api/v1/people/": "people/",
    "/api/v1/initiatives/": "initiatives/",
    "/api/v1/initiatives/{id}/": "initiatives/{initiative}/",
    "/api/v1/initiatives/{id}/history/": "initiatives/{initiative}/history/",
    "/api/v1/alignments/": "alignments/",
    "/api/v1/commitments/": "commitments/",
    "/api/v1/commitments/{id}/": "commitments/{commitment}/",
    "/api/v1/shortfalls/": "shortfalls/",
    "/api/v1/shortfalls/{id}/": "shortfalls/{shortfall}/",
    "/api/v1/status/": "status/",
    "/api/v1/status/decisions/": "status/decisions/",
    "/api/v1/history/": "history/",
    "/api/v1/me/": "me/",
}


@pytest.fixture(scope="module")
def schema():
    return SchemaGenerator().get_schema(request=None, public=True)


def test_it_is_valid_and_warns_of_nothing(schema, tmp_path):
    validate_schema(schema)
    assert schema["openapi"].startswith("3.1")
    call_command("spectacular", "--fail-on-warn", "--file", str(tmp_path / "schema.yml"))


@pytest.mark.parametrize("path", SERVED)
def test_what_is_served_fits_it(cast, call, schema, path):
    keys = {
        "initiative": cast.initiative.pk,
        "commitment": make_promise(cast.lee, cast.alice, initiative=cast.initiative).pk,
        "shortfall": make_shortfall(cast.lee, cast.hospital, cast.principles[0]).pk,
    }
    answer = call(cast.lee).get(SERVED[path].format(**keys))
    shape = schema["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]
    whole = shape["schema"] | {"components": schema["components"]}
    jsonschema.Draft202012Validator(whole).validate(answer.json())


def test_every_operation_says_what_it_does(schema):
    silent = [
        f"{method} {path}"
        for path, operations in schema["paths"].items()
        for method, operation in operations.items()
        if not operation.get("description")
    ]
    assert silent == []


def test_the_readable_page_names_every_address(client, schema):
    page = client.get("/api/v1/docs/").content.decode()
    assert all(path in page for path in schema["paths"])
    assert "<script>" not in page
