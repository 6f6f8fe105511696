"""Setting webhooks up: who may, what is refused, and what becomes of their secrets."""

from datetime import timedelta

import pytest

from initiatives.base import clock
from initiatives.base.errors import Invalid, NotAllowed, Stale
from initiatives.history.models import Event
from initiatives.webhooks import queries
from initiatives.webhooks.models import Webhook
from initiatives.webhooks.services import (
    close_webhook,
    revise_webhook,
    rotate_secret,
    watch_webhooks,
)
from initiatives.webhooks.signing import signature
from tests.initiatives.webhooks.listening import ADDRESS, HOST, add, promise, tick

pytestmark = pytest.mark.django_db
EVERYONE = ("alice", "bob", "charlie", "erin", "ada", "lee", "root", "nobody")


def refused(person, **given):
    values = {"name": "Engine", "address": ADDRESS, "types": ["commitment.made"]} | given
    with pytest.raises(Invalid) as error:
        add(person, *values["types"], address=values["address"], name=values["name"])
    assert not Webhook.objects.exists()
    return error.value.errors


def test_who_holds_a_role_may_have_one(cast, server):
    may = []
    for number, name in enumerate(EVERYONE):
        try:
            add(getattr(cast, name), address=f"{ADDRESS}/{number}")
            may.append(name)
        except NotAllowed:
            pass
    assert may == ["charlie", "erin", "ada", "lee", "root"]


def test_who_sees_it(cast, server):
    add(cast.lee)
    sees = {one: queries.webhooks(getattr(cast, one)).exists() for one in EVERYONE}
    assert [one for one in EVERYONE if sees[one]] == ["ada", "lee", "root"]
    promise(cast)
    tick()
    reads = [one for one in EVERYONE if queries.deliveries(getattr(cast, one)).exists()]
    assert reads == ["lee", "root"]


def test_its_secret_is_kept_sealed_and_history_knows_only_the_host(cast, server):
    webhook, secret = add(cast.lee, address=f"{ADDRESS}/token-of-somebody")
    webhook.refresh_from_db()
    assert secret not in webhook.secret
    (event,) = Event.objects.filter(subject_kind="webhook")
    assert event.after == {
        "name": "Integration engine",
        "host": HOST,
        "types": ["commitment.made"],
    }


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "x" * 81}, "name"),
        ({"types": ["commitment.lost"]}, "types"),
        ({"types": ["webhook.test"]}, "types"),
        ({"address": ""}, "address"),
        ({"address": "https://"}, "address"),
        ({"address": f"https://{'x' * 1000}.example.org/"}, "address"),
    ],
)
def test_what_cannot_be_is_said_by_field(cast, server, given, field):
    assert set(refused(cast.lee, **given)) == {field}


def test_one_without_types_is_refused(cast, server):
    webhook, _ = add(cast.lee)
    with pytest.raises(Invalid, match="at least one type"):
        revise_webhook(actor=cast.lee, webhook=webhook, types=[])


def test_two_at_one_address_would_be_told_twice(cast, server):
    first, _ = add(cast.lee)
    with pytest.raises(Invalid, match="at this address already"):
        add(cast.lee)
    other, _ = add(cast.lee, address=f"{ADDRESS}/other")
    with pytest.raises(Invalid, match="at this address already"):
        revise_webhook(actor=cast.lee, webhook=other, address=ADDRESS)
    close_webhook(actor=cast.lee, webhook=first)
    assert revise_webhook(actor=cast.lee, webhook=other, address=ADDRESS).address == ADDRESS


def test_ten_are_enough(cast, server):
    for number in range(10):
        add(cast.lee, address=f"{ADDRESS}/{number}")
    with pytest.raises(Invalid, match="ten webhooks"):
        add(cast.lee)
    add(cast.root)


def test_only_its_owner_changes_it(cast, server):
    webhook, _ = add(cast.lee)
    for name in (one for one in EVERYONE if one != "lee"):
        with pytest.raises(NotAllowed):
            revise_webhook(actor=getattr(cast, name), webhook=webhook, name="Mine")
        with pytest.raises(NotAllowed):
            rotate_secret(actor=getattr(cast, name), webhook=webhook)


def test_a_change_says_on_which_version_it_is_based(cast, server):
    webhook, _ = add(cast.lee)
    changed = revise_webhook(actor=cast.lee, webhook=webhook, version=1, name="Engine 2")
    assert (changed.name, changed.version) == ("Engine 2", 2)
    with pytest.raises(Stale):
        revise_webhook(actor=cast.lee, webhook=webhook, version=1, name="Engine 3")
    assert revise_webhook(actor=cast.lee, webhook=webhook, name="Engine 2").version == 2


def test_for_a_day_both_secrets_sign_then_the_new_one_alone(cast, server):
    webhook, former = add(cast.lee)
    _, secret = rotate_secret(actor=cast.lee, webhook=webhook)
    assert secret != former
    promise(cast)
    tick(hours=23)
    assert signed_by(server.asked[-1]) == [secret, former] == signed_by(server.asked[-1])
    promise(cast)
    tick(hours=25)
    assert signed_by(server.asked[-1], secret, former) == [secret]
    with clock.at(clock.now() + timedelta(hours=25)):
        watch_webhooks()
    webhook.refresh_from_db()
    assert (webhook.former_secret, webhook.former_until) == ("", None)


def signed_by(asked, *known):
    """Which of these secrets signed a message; of all that webhooks have, where none is named."""
    from initiatives.webhooks.services.keeping import secrets_of

    known = known or secrets_of(Webhook.objects.get())
    given = asked.headers
    about = given["webhook-id"], int(given["webhook-timestamp"]), asked.raw
    by = {signature(secret, *about): secret for secret in known}
    return [by[one] for one in given["webhook-signature"].split()]
