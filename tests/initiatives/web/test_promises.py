from datetime import timedelta

import pytest
from django.urls import reverse

from initiatives.accountability.models import Commitment
from initiatives.accountability.services import fulfil
from initiatives.base import clock
from tests.factories import make_promise, make_shortfall
from tests.initiatives.web.forms import fields_of, fill_in
from tests.initiatives.web.who import EVERYONE, those_let_in

NEW = "/commitments/new/"


@pytest.fixture
def promise(cast):
    return make_promise(cast.lee, cast.bob, 9, "Train the clerks", initiative=cast.initiative)


def at(name, promise):
    return reverse(f"commitment_{name}", args=[promise.pk])


def soon():
    return (clock.today() + timedelta(days=20)).isoformat()


@pytest.mark.parametrize(
    ("name", "allowed"),
    [
        ("acknowledge", {"bob", "alice", "lee", "root"}),
        ("fulfil", {"bob", "alice", "lee", "root"}),
        ("move", {"bob", "alice", "sam", "erin", "lee", "root"}),
        ("reassign", {"bob", "alice", "sam", "erin", "lee", "root"}),
        ("withdraw", {"bob", "alice", "sam", "erin", "lee", "root"}),
    ],
)
def test_who_may_do_what(cast, browse, promise, name, allowed):
    assert those_let_in(cast, browse, at(name, promise)) == allowed


@pytest.mark.parametrize("name", ["acknowledge", "fulfil", "move", "reassign", "withdraw"])
def test_a_post_by_someone_who_may_not_changes_nothing(cast, browse, promise, name):
    sent = {
        "version": promise.version,
        "evidence": "Done.",
        "reason": "Because.",
        "due_on": soon(),
        "owner": cast.ada.pk,
    }
    for person, status in ((cast.ada, 403), (cast.charlie, 404), (cast.nobody, 404)):
        assert browse(person).post(at(name, promise), sent).status_code == status
    kept = Commitment.objects.get()
    assert (kept.version, kept.state, kept.owner) == (promise.version, "open", cast.bob)


def test_who_may_promise_about_an_initiative(cast, browse):
    url = f"{NEW}?initiative={cast.initiative.pk}"
    assert those_let_in(cast, browse, url) == set(EVERYONE) - {"charlie", "ada", "nobody"}


def test_who_may_promise_about_a_shortfall(cast, browse):
    found = make_shortfall(cast.lee, cast.hospital, cast.principles[0], owner=cast.alice)
    url = f"{NEW}?shortfall={found.pk}"
    assert those_let_in(cast, browse, url) == {"alice", "erin", "lee", "root"}


def test_who_may_promise_about_nothing_else(cast, browse):
    assert those_let_in(cast, browse, NEW) == {"charlie", "erin", "lee", "root"}
    refused = browse(cast.alice).get(NEW).content.decode()
    assert "Open the initiative that it belongs to" in refused


def test_a_promise_about_an_initiative(cast, browse):
    url = f"{NEW}?initiative={cast.initiative.pk}"
    answer = fill_in(browse(cast.alice), url, title="Hire", owner=cast.bob.pk, due_on=soon())
    made = Commitment.objects.get()
    assert answer.url == reverse("commitment", args=[made.pk])
    assert (made.title, made.owner, made.initiative) == ("Hire", cast.bob, cast.initiative)
    assert made.entity == cast.hospital


def test_a_promise_that_answers_a_shortfall(cast, browse):
    found = make_shortfall(cast.lee, cast.hospital, cast.principles[0], owner=cast.alice)
    url = f"{NEW}?shortfall={found.pk}"
    answer = fill_in(browse(cast.alice), url, title="Translate", due_on=soon())
    assert answer.status_code == 302
    made = Commitment.objects.get()
    assert (made.kind, made.owner, made.shortfall) == ("answer", cast.alice, found)


def test_a_promise_at_an_entity_is_made_only_where_one_holds_a_role(cast, browse):
    client = browse(cast.charlie)
    offered = [key for key, _ in client.get(NEW).context["form"].fields["entity"].choices]
    assert offered == ["", cast.clinic.pk]
    sent = {"title": "Sweep", "due_on": soon()}
    assert fill_in(client, NEW, entity=cast.clinic.pk, **sent).status_code == 302
    assert fill_in(client, NEW, entity=cast.hospital.pk, **sent).status_code == 403
    assert Commitment.objects.count() == 1


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"title": " "}, "title"),
        ({"title": "x" * 201}, "title"),
        ({"owner": "999999"}, "owner"),
        ({"owner": "'; drop table"}, "owner"),
        ({"due_on": "someday"}, "due_on"),
        ({"due_on": "2099-01-01"}, "due_on"),
        ({"kind": "wish"}, "kind"),
        ({"detail": "x" * 10_001}, "detail"),
        ({"title": "Null \x00 byte"}, "title"),
    ],
)
def test_what_cannot_be_promised_is_said_beside_its_field(cast, browse, sent, field):
    url = f"{NEW}?initiative={cast.initiative.pk}"
    whole = {"title": "Hire", "owner": cast.bob.pk, "due_on": soon()} | sent
    answer = fill_in(browse(cast.alice), url, **whole)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert not Commitment.objects.exists()


@pytest.mark.parametrize(
    "query", ["initiative=x", "initiative=0", "shortfall=%00", "shortfall=" + "9" * 30]
)
def test_a_subject_that_there_is_not(cast, browse, query):
    assert browse(cast.lee).get(f"{NEW}?{query}").status_code == 404


def test_an_odd_entity_is_just_not_chosen(cast, browse):
    assert browse(cast.lee).get(f"{NEW}?entity=x").status_code == 200


def test_asking_before_acknowledging(cast, browse, promise):
    client = browse(cast.bob)
    assert "Do you take on" in client.get(at("acknowledge", promise)).content.decode()
    answer = fill_in(client, at("acknowledge", promise))
    assert answer.url == reverse("commitment", args=[promise.pk])
    assert Commitment.objects.get().acknowledged_at is not None


def test_fulfilling_needs_evidence(cast, browse, promise):
    client, url = browse(cast.bob), at("fulfil", promise)
    assert fill_in(client, url, evidence="  ").status_code == 422
    assert fill_in(client, url, evidence="Done.", evidence_url="javascript:x").status_code == 422
    assert fill_in(client, url, evidence="All are trained.").status_code == 302
    kept = Commitment.objects.get()
    assert (kept.state, kept.evidence, kept.closed_by) == (
        "fulfilled",
        "All are trained.",
        cast.bob,
    )


def test_moving_needs_another_date_and_a_reason(cast, browse, promise):
    client, url = browse(cast.erin), at("move", promise)
    assert fill_in(client, url, due_on=soon(), reason="").status_code == 422
    assert fill_in(client, url, reason="The same day.").status_code == 422
    assert fill_in(client, url, due_on=soon(), reason="The hall was taken.").status_code == 302
    assert Commitment.objects.get().due_on.isoformat() == soon()
    page = client.get(reverse("commitment", args=[promise.pk])).content.decode()
    assert "The hall was taken." in page


def test_reassigning_needs_somebody_else_and_a_reason(cast, browse, promise):
    client, url = browse(cast.sam), at("reassign", promise)
    assert fill_in(client, url, owner=cast.bob.pk, reason="Him.").status_code == 422
    assert fill_in(client, url, owner=cast.alice.pk, reason="").status_code == 422
    assert fill_in(client, url, owner=cast.alice.pk, reason="Bob is away.").status_code == 302
    assert Commitment.objects.get().owner == cast.alice


def test_a_former_owner_who_gives_it_away_and_may_no_longer_see_it_is_not_lost(cast, browse):
    lone = make_promise(cast.lee, cast.nobody, 5, entity=cast.hospital)
    answer = fill_in(
        browse(cast.nobody), at("reassign", lone), owner=cast.alice.pk, reason="Hers.", follow=True
    )
    assert answer.status_code == 302
    assert Commitment.objects.get().owner == cast.alice
    assert browse(cast.nobody).get(answer.url).status_code == 200


def test_withdrawing_needs_a_reason(cast, browse, promise):
    client, url = browse(cast.bob), at("withdraw", promise)
    assert fill_in(client, url, reason="").status_code == 422
    assert fill_in(client, url, reason="Another team does it.").status_code == 302
    assert Commitment.objects.get().state == "withdrawn"


@pytest.mark.parametrize("name", ["acknowledge", "fulfil", "move", "reassign", "withdraw"])
def test_a_form_for_what_is_done_leads_back_and_says_so(cast, browse, promise, name):
    fulfil(actor=cast.bob, commitment=promise, evidence="Done.")
    answer = browse(cast.bob).get(at(name, promise), follow=True)
    assert answer.redirect_chain == [(reverse("commitment", args=[promise.pk]), 302)]
    assert f"{promise.reference} is fulfilled" in answer.content.decode()


def test_what_is_sent_too_late_is_refused_and_kept_in_the_form(cast, browse, promise):
    client, url = browse(cast.bob), at("move", promise)
    sent = fields_of(client.get(url)) | {"due_on": soon(), "reason": "The hall was taken."}
    fulfil(actor=cast.lee, commitment=promise, evidence="Done.")
    answer = client.post(url, sent)
    assert answer.status_code == 409
    assert "The hall was taken." in answer.content.decode()
    again = client.post(url, fields_of(answer))
    assert again.status_code == 422
    assert "is fulfilled" in again.content.decode()
    assert Commitment.objects.get().due_on == promise.due_on
