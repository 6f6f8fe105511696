"""The page of the board pack: a plain form, and a file as its answer."""

from io import BytesIO

import pytest
from pptx import Presentation

from initiatives.base import clock
from tests.initiatives.web.who import EVERYONE, statuses

pytestmark = pytest.mark.django_db
URL = "/status/pack/"
SEATED = {"charlie", "erin", "ada", "lee", "root"}


def given(cast, **more):
    month = f"{clock.today():%Y-%m}"
    return {"entity": cast.system.pk, "start": month, "end": month, "kind": "pdf-a4"} | more


def test_the_form_offers_the_last_three_months_and_the_whole(cast, browse):
    page = browse(cast.erin).get(URL)
    form = page.context["form"]
    assert form.initial["entity"] == cast.system.pk
    assert form.initial["end"] == f"{clock.today():%Y-%m}"
    assert "It shows what you may see" in page.content.decode()


def test_everyone_may_open_it_and_it_offers_only_what_they_may_report_on(cast, browse):
    assert set(statuses(cast, browse, URL).values()) == {200}
    offered = {
        who for who in EVERYONE if b"Make the pack" in browse(getattr(cast, who)).get(URL).content
    }
    assert offered == SEATED
    assert b"made by people who hold a role there" in browse(cast.nobody).get(URL).content
    page = browse(cast.charlie).get(URL).content.decode()
    assert "Clinic" in page
    assert "Hospital" not in page


@pytest.mark.parametrize(
    ("kind", "begins", "media", "ending"),
    [
        ("pdf-a4", b"%PDF-1.7", "application/pdf", "pdf"),
        ("pdf-letter", b"%PDF-1.7", "application/pdf", "pdf"),
        (
            "pptx",
            b"PK",
            "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            "pptx",
        ),
    ],
)
def test_a_plain_post_answers_with_the_file(cast, browse, kind, begins, media, ending):
    answer = browse(cast.erin).post(URL, given(cast, kind=kind))
    assert answer.status_code == 200
    assert answer.content.startswith(begins)
    assert answer["Content-Type"] == media
    month = f"{clock.today():%Y-%m}"
    name = f"board-pack-{cast.system.short_name.lower()}-{month}.{ending}"
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "private" in answer["Cache-Control"]


def test_sent_twice_it_answers_twice(cast, browse):
    client = browse(cast.erin)
    sizes = [
        len(Presentation(BytesIO(client.post(URL, given(cast, kind="pptx")).content)).slides)
        for _ in range(2)
    ]
    assert sizes[0] == sizes[1]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"start": "2030-01", "end": "2029-01"}, "before the first"),
        ({"start": "2999-01", "end": "2999-01"}, "not begun yet"),
        ({"start": "1995-01"}, "at most 60 months"),
        ({"start": "x"}, "Give a month as year-month"),
        ({"start": ""}, "This cannot be empty"),
        ({"start": "2026-01-01" * 99}, "at most 7 characters"),
        ({"kind": "exe"}, "Select a valid choice"),
        ({"entity": ""}, "Choose one"),
        ({"entity": "99999999"}, "There is no such entity in your sight"),
        ({"entity": "<b>"}, "There is no such entity in your sight"),
    ],
)
def test_what_cannot_be_made_is_said_beside_its_field(cast, browse, more, said):
    answer = browse(cast.erin).post(URL, given(cast, **more))
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_a_place_out_of_sight_is_as_none(cast, browse):
    for who in ("charlie", "alice", "nobody"):
        answer = browse(getattr(cast, who)).post(URL, given(cast))
        assert answer.status_code == 422
        assert not answer.content.startswith(b"%PDF")


def test_the_status_leads_to_it_for_who_holds_a_role(cast, browse):
    link = f"{URL}?entity={cast.system.pk}".encode()
    assert link in browse(cast.erin).get("/status/").content
    assert link not in browse(cast.nobody).get("/status/").content
