"""The schema is valid and warns of nothing; what is served fits it (see conformance.py)."""

import json
import re

import pytest
import yaml
from django.core.management import call_command
from drf_spectacular.validation import validate_schema

from api.pinned import PINNED, text_of
from api.schema import PROBLEMS, whole_schema
from tests.api import conformance

pytestmark = pytest.mark.django_db
BULK = "/bulk/"
# Answers that are kept nowhere, so not by a key either: a secret, and what stores nothing.
UNKEPT = ("/api/v1/me/calendar/", "/api/v1/calculators/")
SECRET = (
    *("/api/v1/webhooks/", "/api/v1/webhooks/{id}/rotate/"),  # in the answer, and nowhere else
    "/api/v1/services/{id}/tokens/",
)


@pytest.fixture(scope="module")
def schema():
    """As it is served, each answer in its place."""
    return conformance.in_place(conformance.whole_schema())


def operations(schema):
    return [
        (method, path, operation)
        for path, methods in schema["paths"].items()
        for method, operation in methods.items()
    ]


def test_it_is_valid_and_warns_of_nothing(schema, tmp_path):
    validate_schema(conformance.whole_schema())
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
        assert ("428" in answers) == (method == "patch" and not path.endswith(BULK)), path


def test_every_write_can_be_sent_again_or_says_its_version(schema):
    for method, path, operation in operations(schema):
        names = {item["name"] for item in operation.get("parameters", ())}
        bulk = method == "patch" and path.endswith(BULK)  # each item says its version
        kept = method == "post" and not path.startswith(UNKEPT) and path not in SECRET
        assert ("Idempotency-Key" in names) == (kept or bulk), path
        assert ("If-Match" in names) >= (method == "patch" and not bulk), path


def test_what_may_be_sent_is_closed(schema):
    shapes = schema["components"]["schemas"]
    sent = [name for name in shapes if name.endswith("Request")]
    assert sent
    assert [name for name in sent if shapes[name].get("additionalProperties") is not False] == []


def readable_pages(client):
    """The pages of the docs by address: the first, and one for each collection."""
    first = client.get("/api/v1/docs/").content.decode()
    links = {part.partition('"')[0] for part in first.split(' href="')[1:]}
    below = sorted(link for link in links if re.fullmatch(r"/api/v1/docs/[a-z-]+/", link))
    return {"/api/v1/docs/": first} | {link: client.get(link).content.decode() for link in below}


def test_the_readable_pages_name_every_address_and_every_problem(client, schema):
    pages = readable_pages(client)
    everything = "".join(pages.values())
    assert all(path in everything for path in schema["paths"])
    assert all(f'id="problem-{code}"' in pages["/api/v1/docs/"] for code in PROBLEMS)
    assert "<script>" not in everything
    assert " style=" not in everything


def test_every_link_of_the_readable_pages_leads_somewhere(client):
    found = 0
    for address, page in readable_pages(client).items():
        targets = {part.partition('"')[0] for part in page.split(' href="#')[1:]}
        found += len(targets)
        assert [name for name in targets if f'id="{name}"' not in page] == [], address
    assert found > 30


def test_a_collection_that_there_is_not_has_no_page(client):
    assert client.get("/api/v1/docs/unicorns/").status_code == 404


def bodies(operation):
    """What it takes and answers, with the example of each."""
    taken = operation.get("requestBody", {}).get("content", {})
    answered = [answer.get("content", {}) for answer in operation["responses"].values()]
    for content in (taken, *answered):
        yield from content.values()


def test_every_body_has_an_example_that_fits(schema):
    found = 0
    for method, path, operation in operations(schema):
        for media in bodies(operation):
            if media["schema"].get("format") == "binary":
                continue
            assert "example" in media, (method, path)
            whole = media["schema"] | {"components": schema["components"]}
            conformance.jsonschema.Draft202012Validator(whole).validate(media["example"])
            found += 1
    assert found > 300


def test_it_is_the_one_that_was_agreed_on():
    """Whoever changes what is promised to others does so on purpose."""
    pinned = json.loads(PINNED.read_text())
    served = json.loads(text_of(whole_schema()))
    names = ("paths", "components")
    changed = [
        f"{part} {name}"
        for part in names
        for name in sorted({*pinned[part], *served[part]})
        if pinned[part].get(name) != served[part].get(name)
    ]
    told = "The API's contract changed. If that is meant, `make schema` pins it; commit that file."
    assert pinned == served, f"{told} It differs in: {', '.join(changed)}"
