"""Reviewing links, attesting, and taking the evidence along, as a browser without JavaScript."""

import csv
from io import BytesIO, StringIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from initiatives.framework.models import Attestation, CrosswalkLink
from initiatives.framework.services import attest, review_link
from tests.factories import make_initiative
from tests.initiatives.framework.crossing import crossed
from tests.initiatives.web.who import EVERYONE, those_let_in

pytestmark = pytest.mark.django_db
HOSTILE = "=1+1<script>alert(1)</script>"


@pytest.fixture
def outside(cast):
    return crossed(cast.framework)


@pytest.fixture
def link(outside):
    return CrosswalkLink.objects.get(strength="direct")


def text(answer):
    return answer.content.decode()


def page_of(outside):
    return reverse("crosswalk_framework", args=[outside.pk])


def test_a_lead_reviews_a_link_and_its_page_says_who_and_when(cast, browse, outside, link):
    lee, url = browse(cast.lee), reverse("crosswalk_review", args=[link.pk])
    assert "Nobody has reviewed it yet" in text(lee.get(url))
    sent = {"strength": "partial", "note": HOSTILE, "version": 1}
    answer = lee.post(url, sent, follow=True)
    assert answer.redirect_chain[0][0] == f"{page_of(outside)}#requirement-{link.requirement_id}"
    assert "Reviewed by Lee" in text(answer)
    assert "&lt;script&gt;" in text(answer)
    assert "<script>alert" not in text(answer)
    assert "reviewed" in text(lee.get(url))


@pytest.mark.parametrize(
    ("sent", "status", "says"),
    [
        ({"strength": "strong", "version": 1}, 422, "valid choice"),
        ({"strength": "direct", "note": "x" * 501, "version": 1}, 422, "at most 500"),
        ({"strength": "direct"}, 422, "which version"),
        ({"strength": "direct", "version": 7}, 409, "changed by someone else"),
        ({"strength": "direct", "note": "MRN 12345678", "version": 1}, 422, "health"),
    ],
)
def test_a_review_that_cannot_be_taken_shows_the_form_again(cast, browse, link, sent, status, says):
    answer = browse(cast.lee).post(reverse("crosswalk_review", args=[link.pk]), sent)
    assert (answer.status_code, says in text(answer)) == (status, True)
    link.refresh_from_db()
    assert link.reviewer == ""


def test_a_lead_attests_and_what_was_said_before_stays_on_the_page(cast, browse, outside, link):
    lee = browse(cast.lee)
    url = reverse("crosswalk_attest", args=[link.requirement_id])
    assert "was recalled and not held against its source" in text(lee.get(url))
    lee.post(url, {"text": "We have a lead.", "version": 1})
    refused = lee.post(url, {"text": "We have none.", "version": 1})
    assert refused.status_code == 409
    lee.post(url, {"text": HOSTILE, "version": 2})
    said = text(browse(cast.nobody).get(page_of(outside)))
    assert "We have a lead." in said[said.index("What we attested before") :]
    assert "&lt;script&gt;" in said
    assert "Say what we attest" not in said
    assert Attestation.objects.count() == 2


def test_a_form_that_is_sent_twice_attests_once(cast, browse, link):
    lee = browse(cast.lee)
    url = reverse("crosswalk_attest", args=[link.requirement_id])
    sent = {"text": "We have a lead.", "version": 1, "once": lee.get(url).context["once"]}
    for _ in range(2):
        assert lee.post(url, sent).status_code == 302
    assert Attestation.objects.count() == 1


@pytest.mark.parametrize("text_sent", ["", "   ", "x" * 10_001])
def test_an_attestation_that_says_nothing_or_too_much_is_refused(cast, browse, link, text_sent):
    url = reverse("crosswalk_attest", args=[link.requirement_id])
    assert browse(cast.lee).post(url, {"text": text_sent, "version": 1}).status_code == 422
    assert not Attestation.objects.exists()


def test_only_who_leads_the_whole_system_is_let_in(cast, browse, link):
    for url in (
        reverse("crosswalk_review", args=[link.pk]),
        reverse("crosswalk_attest", args=[link.requirement_id]),
    ):
        assert those_let_in(cast, browse, url) == {"lee", "root"}
        assert browse(cast.alice).post(url, {"strength": "direct"}).status_code == 403
        assert "whole system" in text(browse(cast.erin).get(url))


def test_the_files_hold_what_the_page_shows_and_nothing_that_would_run(cast, browse, outside, link):
    make_initiative(cast.lee, cast.hospital, HOSTILE, principles=[cast.principles[0]])
    attest(actor=cast.lee, requirement=link.requirement, text=HOSTILE)
    review_link(actor=cast.lee, link=link, strength="direct", note=HOSTILE)
    query = f"?entity={cast.hospital.pk}"
    sent = browse(cast.lee).get(reverse("crosswalk_csv", args=[outside.pk]) + query)
    assert "attachment" in sent["Content-Disposition"]
    assert sent["X-Content-Type-Options"] == "nosniff"
    rows = list(csv.DictReader(StringIO(text(sent))))
    titles = [row["title"] for row in rows if row["kind"] == "initiative"]
    assert titles.count(f"'{HOSTILE}") == 1
    sheet = browse(cast.lee).get(reverse("crosswalk_xlsx", args=[outside.pk]) + query)
    book = load_workbook(BytesIO(sheet.content))
    assert book.sheetnames == ["Evidence", "About"]
    assert len(list(book["Evidence"].rows)) == len(rows) + 1
    cells = [cell for name in book.sheetnames for row in book[name].rows for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert "an accreditor decides" in str(book["About"]["B11"].value)


def test_everyone_takes_along_what_they_may_see(cast, browse, outside):
    url = reverse("crosswalk_csv", args=[outside.pk])
    assert those_let_in(cast, browse, url) == set(EVERYONE)
    for name in ("charlie", "nobody"):
        assert "Better interpreters" not in text(browse(getattr(cast, name)).get(url))
    assert "Better interpreters" in text(browse(cast.bob).get(url))
