"""From what happens to what a receiver gets: signed, asked again, tried again, once an event."""

import json
from datetime import timedelta

import pytest

from initiatives.accountability.services import fulfil
from initiatives.base import clock
from initiatives.history.models import Event
from initiatives.people.models import Membership
from initiatives.people.services import deactivate_person, end_role
from initiatives.shortfalls.services import restrict_shortfall
from initiatives.webhooks import queries
from initiatives.webhooks.models import Webhook, WebhookAttempt, WebhookDelivery
from initiatives.webhooks.services import follow, send_webhooks
from initiatives.webhooks.signing import signature
from tests.factories import make_promise, make_shortfall
from tests.initiatives.webhooks.listening import add, came, promise, states, tick

pytestmark = pytest.mark.django_db


def test_what_happens_is_told_signed_in_few_words(cast, server):
    webhook, secret = add(cast.lee)
    commitment = promise(cast, title="Call the ward")
    assert tick() == {"sent": 1}
    (asked,) = server.asked
    event = Event.objects.get(subject_kind="commitment", subject_id=commitment.pk)
    base = "http://127.0.0.1:8000/api/v1"
    assert asked.body == {
        "type": "commitment.made",
        "timestamp": event.at.isoformat(),
        "data": {
            "event": event.pk,
            "kind": "commitment",
            "id": commitment.pk,
            "reference": commitment.reference,
            "url": f"{base}/commitments/{commitment.pk}/",
            "actor": {"id": cast.lee.pk, "url": f"{base}/people/{cast.lee.pk}/"},
            "changed": sorted(event.after),
        },
    }
    assert b"Call the ward" not in asked.raw
    given = asked.headers
    assert given["webhook-id"] == f"msg_{webhook.pk}_{event.pk}"
    at = int(given["webhook-timestamp"])
    assert given["webhook-signature"] == signature(secret, given["webhook-id"], at, asked.raw)
    assert given["Content-Type"] == "application/json"


def test_only_the_types_that_were_chosen_are_told(cast, server):
    add(cast.lee, "commitment.fulfilled")
    fulfil(actor=cast.alice, commitment=promise(cast), evidence="Done.")
    tick()
    assert [one.body["type"] for one in server.asked] == ["commitment.fulfilled"]


def test_what_happened_before_is_not_told(cast, server):
    promise(cast)
    with clock.at(clock.now() + timedelta(seconds=1)):
        add(cast.lee)
        assert tick() == {}


def test_each_owner_is_told_of_what_they_may_see(cast, server):
    add(cast.charlie, "shortfall.logged", "commitment.made")
    make_shortfall(cast.lee, cast.hospital, cast.principles[0])
    promise(cast)
    assert tick() == {}
    assert states() == [], "not even a row tells of it"
    seen = make_shortfall(cast.lee, cast.clinic, cast.principles[0])
    assert tick() == {"sent": 1}
    assert server.asked[0].body["data"]["id"] == seen.pk


def test_who_may_see_it_no_more_when_it_is_sent_is_not_told(cast, server):
    add(cast.charlie, "shortfall.logged")
    shortfall = make_shortfall(cast.lee, cast.clinic, cast.principles[0])
    follow()
    restrict_shortfall(actor=cast.lee, shortfall=shortfall, reason="Known to few.")
    assert send_webhooks() == {"left_out": 1}
    assert server.asked == []
    assert not queries.deliveries(cast.charlie).exists()


@pytest.mark.parametrize("gone", ["closed", "no role"])
def test_who_left_is_not_told(cast, server, gone):
    add(cast.charlie, "shortfall.logged")
    make_shortfall(cast.lee, cast.clinic, cast.principles[0])
    follow()
    if gone == "closed":
        deactivate_person(actor=cast.root, user=cast.charlie, reason="Left.")
    else:
        held = Membership.objects.get(user=cast.charlie)
        end_role(actor=cast.root, membership=held, reason="Moved.")
    assert send_webhooks() == {"left_out": 1}
    assert server.asked == []


def test_the_same_is_not_told_twice_however_often_history_is_read(cast, server):
    add(cast.lee)
    for minutes in range(5):
        promise(cast)
        tick(minutes=5 * minutes)
    assert len(server.asked) == len(set(came(server))) == 5


def test_what_failed_is_tried_again_under_its_id_until_it_is_taken(cast, server):
    add(cast.lee)
    promise(cast)
    server.status, server.body = 500, b"<b>No\x00 room</b>\n now"
    assert tick() == {"pending": 1}
    assert tick() == {}, "it waits"
    assert tick(seconds=6) == {"pending": 1}
    server.status = 204
    assert tick(minutes=7) == {"sent": 1}
    assert len(came(server)) == 3
    assert len(set(came(server))) == 1
    signed = {one.headers["webhook-signature"] for one in server.asked}
    assert len(signed) == 3, "each try is signed for its own instant"
    assert len({one.raw for one in server.asked}) == 1
    tries = list(WebhookAttempt.objects.order_by("pk").values_list("status", "answer"))
    assert tries[0] == (500, "<b>No room</b> now")
    assert [status for status, _ in tries] == [500, 500, 204]
    assert Webhook.objects.get().failing_since is None


def test_after_ten_tries_it_is_given_up(cast, server):
    add(cast.lee)
    promise(cast)
    server.status = 503
    ended = [tick(hours=27 * number) for number in range(12)]
    assert ended == [{"pending": 1}] * 9 + [{"failed": 1}] + [{}] * 2
    assert len(server.asked) == 10


def test_a_receiver_that_fails_rests_before_anything_else_is_tried(cast, server):
    add(cast.lee)
    for _ in range(5):
        promise(cast)
    server.status = 500
    assert tick() == {"pending": 1}
    assert states() == ["pending"] * 5
    server.status = 200
    assert tick(seconds=6) == {"sent": 5}


def test_one_that_is_slow_or_down_holds_up_no_other(cast, server, internet):
    internet.name("down.example.org", server.place)
    add(cast.lee, address="https://down.example.org/")
    add(cast.root)
    for _ in range(3):
        make_promise(cast.lee, cast.alice, initiative=cast.initiative)
    internet.name("down.example.org", "10.0.0.8")
    assert tick() == {"pending": 1, "sent": 3}


def test_what_is_left_by_who_died_is_sent_once_its_lease_is_over(cast, server):
    from initiatives.webhooks.services.sending import claim

    add(cast.lee)
    promise(cast)
    follow()
    held = claim()
    assert held is not None
    assert send_webhooks() == {}, "another holds it"
    assert tick(seconds=121) == {"sent": 1}
    assert WebhookDelivery.objects.get().attempts == 2


def test_who_was_merely_slow_settles_nothing_that_another_took(cast, server):
    from initiatives.webhooks.services.posting import Outcome
    from initiatives.webhooks.services.sending import book, claim

    add(cast.lee)
    promise(cast)
    follow()
    slow = claim()
    with clock.at(clock.now() + timedelta(seconds=121)):
        assert send_webhooks() == {"sent": 1}
        book(slow, Outcome(500))
    assert states() == ["sent"]


def test_a_secret_that_cannot_be_opened_is_said_and_tried_again(cast, server, settings):
    add(cast.lee)
    promise(cast)
    settings.CONTACT_KEYS = ["another key of at least 32 characters."]
    assert tick() == {"pending": 1}
    assert "QI_CONTACT_KEY" in WebhookAttempt.objects.get().error
    assert server.asked == []


def test_a_body_is_json_without_needless_spaces(cast, server):
    add(cast.lee)
    promise(cast)
    tick()
    (asked,) = server.asked
    assert json.dumps(asked.body, separators=(",", ":")).encode() == asked.raw
