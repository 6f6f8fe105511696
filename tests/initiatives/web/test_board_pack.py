"""The page of the board pack: a plain form, and a file that the worker makes."""

import pytest

from initiatives.base import clock
from initiatives.exports.models import Export
from initiatives.exports.services import make_exports
from initiatives.people.services import end_role
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


def test_the_months_of_the_address_are_offered(cast, browse):
    client = browse(cast.erin)
    form = client.get(URL, {"start": "2026-02", "end": "2026-03"}).context["form"]
    assert (form.initial["start"], form.initial["end"]) == ("2026-02", "2026-03")
    answer = client.get(URL, {"start": "<script>" * 999, "end": "x"})
    assert answer.status_code == 200
    assert b"<script>&" not in answer.content


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
def test_the_worker_makes_what_a_plain_post_asks_for(cast, browse, kind, begins, media, ending):
    client = browse(cast.erin)
    answer = client.post(URL, given(cast, kind=kind), follow=True)
    assert "The pack is being made" in answer.content.decode()
    assert make_exports() == 1
    export = Export.objects.get()
    assert export.state == "done"
    assert export.title.startswith("Board pack of System, ")
    got = client.get(f"/exports/{export.pk}/file/")
    content = b"".join(got.streaming_content)
    assert content.startswith(begins)
    assert got["Content-Type"] == media
    assert (
        got["Content-Disposition"].startswith("attachment")
        and f".{ending}" in got["Content-Disposition"]
    )
    assert browse(cast.lee).get(f"/exports/{export.pk}/file/").status_code == 404


def test_sent_twice_it_is_made_once(cast, browse):
    client = browse(cast.erin)
    for _ in range(2):
        client.post(URL, given(cast, kind="pptx"))
    assert Export.objects.count() == 1


def test_who_lost_their_role_meanwhile_gets_none(cast, browse):
    browse(cast.erin).post(URL, given(cast))
    end_role(actor=cast.root, membership=cast.erin.memberships.get(), reason="Left.")
    make_exports()
    assert Export.objects.get().state == "failed"


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"start": "2026-02", "end": "2026-01"}, "before the first"),
        ({"start": "2999-01", "end": "2999-01"}, "not begun yet"),
        ({"start": "1995-01"}, "at most 60 months"),
        ({"start": "x"}, "Give a month as year-month"),
        ({"start": ""}, "This cannot be empty"),
        ({"start": "2026-01-01" * 99}, "at most 40 characters"),
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
        assert not Export.objects.exists()


def test_the_status_leads_to_it_for_who_holds_a_role(cast, browse):
    link = f"{URL}?entity={cast.system.pk}".encode()
    assert link in browse(cast.erin).get("/status/").content
    assert link not in browse(cast.nobody).get("/status/").content
