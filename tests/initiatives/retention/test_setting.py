"""Who sets for how long data are kept, and within which bounds."""

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from initiatives.base.errors import Invalid, NotAllowed
from initiatives.history.models import Event
from initiatives.people.choices import Role
from initiatives.retention.models import RetentionTerm
from initiatives.retention.queries import kept, policy_in_force
from initiatives.retention.services import set_term
from tests.factories import make_user, seat

pytestmark = pytest.mark.django_db
OTHERS = ("alice", "bob", "charlie", "erin", "ada", "lee", "nobody")


def set_messages(actor, days=90, reason="Our rule of records."):
    return set_term(actor=actor, kind="messages", days=days, reason=reason)


def test_it_is_a_new_row_and_history_says_who_and_why(cast):
    first, second = set_messages(cast.root), set_messages(cast.root, 60)
    assert kept("messages").days == 60
    events = Event.objects.filter(subject_kind="retentionterm").order_by("pk")
    assert [(one.actor, one.before, one.after) for one in events] == [
        (cast.root, {"days": 365}, {"days": 90}),
        (cast.root, {"days": 90}, {"days": 60}),
    ]
    assert events[0].reason == "Our rule of records."
    for change in (first.delete, lambda: RetentionTerm.objects.filter(pk=second.pk).update(days=1)):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


@pytest.mark.parametrize("name", OTHERS)
def test_nobody_else_sets_it(cast, name):
    with pytest.raises(NotAllowed):
        set_messages(getattr(cast, name))


def test_an_administrator_of_one_place_does_not(cast):
    local = seat(make_user("Local"), Role.ADMINISTRATOR, cast.hospital)
    with pytest.raises(NotAllowed, match="whole system"):
        set_messages(local)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"days": 29}, "days"),
        ({"days": 1_096}, "days"),
        ({"days": 365}, "days"),
        ({"days": -1}, "days"),
        ({"reason": "  "}, "reason"),
        ({"reason": "x" * 10_001}, "reason"),
        ({"kind": "history"}, "kind"),
        ({"kind": "shortfalls"}, "kind"),
        ({"kind": "answers", "days": 2}, "days"),
    ],
)
def test_what_cannot_be_changes_nothing(cast, given, field):
    values = {"kind": "messages", "days": 90, "reason": "So."} | given
    with pytest.raises(Invalid) as refusal:
        set_term(actor=cast.root, **values)
    assert field in refusal.value.errors
    assert not RetentionTerm.objects.exists()


def test_the_policy_takes_two_queries_however_often_it_was_set(cast, django_assert_num_queries):
    set_messages(cast.root)
    with django_assert_num_queries(1):
        policy_in_force()
    for days in (60, 61, 62):
        set_messages(cast.root, days)
    with django_assert_num_queries(1):
        found = policy_in_force()
    assert {one.kind.key: one.days for one in found}["messages"] == 62


def test_administrators_and_auditors_read_it_and_nobody_else(cast, client):
    for name in ("root", "ada", "lee", "nobody"):
        client.force_login(getattr(cast, name))
        status = client.get(reverse("retention")).status_code
        assert status == (200 if name in {"root", "ada"} else 403), name


def test_it_is_set_on_its_page(cast, client):
    client.force_login(cast.root)
    page = reverse("retention_set", args=["messages"])
    refused = client.post(page, {"days": "5", "reason": "So."})
    assert refused.status_code == 422
    assert "Choose between 30 and 1095 days." in refused.content.decode()
    client.post(page, {"days": "45", "reason": "<b>Ours</b>"})
    said = client.get(reverse("retention")).content.decode()
    assert "45 days" in said
    assert "&lt;b&gt;Ours" in said
    assert client.get(reverse("retention_set", args=["history"])).status_code == 404
