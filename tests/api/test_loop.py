"""The whole loop by API: charter, promise, remind, log, and see it in the right cell."""

from datetime import timedelta

import pytest
from django.core import mail

from initiatives.accountability.services import sweep
from initiatives.base import clock

pytestmark = pytest.mark.django_db


def counts(matrix, name):
    """A number of every cell, by principle and entity."""
    return {
        (cell["principle"], cell["entity"]): cell[name]
        for row in matrix["rows"]
        for cell in row["cells"]
    }


def test_from_a_charter_to_the_matrix(cast, call):
    lee = call(cast.lee)
    second, third = cast.principles[1:]
    before = lee.get(f"status/?entity={cast.system.pk}").json()
    made = lee.post(
        "initiatives/",
        {
            "title": "Letters in plain language",
            "entity": cast.clinic.pk,
            "owner": cast.alice.pk,
            "alignments": [
                {"principle": second.pk, "rationale": "It is a process."},
                {"principle": third.pk, "rationale": "With partners."},
            ],
        },
    )
    assert made.status_code == 201
    promised = lee.post(
        "commitments/",
        {
            "title": "Rewrite the first letter",
            "owner": cast.alice.pk,
            "initiative": made.json()["id"],
            "due_on": (clock.today(cast.alice.time_zone) - timedelta(days=1)).isoformat(),
        },
    )
    assert promised.status_code == 201
    assert promised.json()["is_overdue"] is True
    assert sweep().sent == 1
    assert [message.to for message in mail.outbox] == [[cast.alice.email]]
    assert "Rewrite the first letter" in mail.outbox[0].body
    assert sweep().sent == 0
    logged = lee.post(
        "shortfalls/",
        {
            "title": "Letters are hard to read",
            "entity": cast.clinic.pk,
            "principle": third.pk,
            "severity": "moderate",
        },
    )
    assert logged.status_code == 201
    after = lee.get(f"status/?entity={cast.system.pk}").json()
    for name, principles in (
        ("initiatives", {second.pk, third.pk}),
        ("overdue", {second.pk, third.pk}),
        ("open_shortfalls", {third.pk}),
    ):
        was, now = counts(before, name), counts(after, name)
        changed = {key: now[key] - was[key] for key in now if now[key] != was[key]}
        places = {cast.system.pk, cast.clinic.pk}
        assert changed == {(one, place): 1 for one in principles for place in places}, name


def test_every_number_of_the_matrix_is_the_length_of_its_list(cast, call):
    lee = call(cast.lee)
    matrix = lee.get(f"status/?entity={cast.system.pk}").json()
    cells = [cell for row in matrix["rows"] for cell in row["cells"]]
    assert sum(cell["initiatives"] for cell in cells) > 0
    for cell in cells:
        for name in ("initiatives", "overdue", "open_shortfalls"):
            assert len(lee.walk(cell["links"][name])) == cell[name]


def test_a_cell_alone_is_the_cell_of_the_matrix(cast, call):
    lee = call(cast.lee)
    matrix = lee.get("status/").json()
    cell = matrix["rows"][0]["cells"][0]
    alone = lee.get(f"status/cell/?principle={cell['principle']}&entity={cell['entity']}").json()
    assert alone == cell
    assert cell["reasons"]
