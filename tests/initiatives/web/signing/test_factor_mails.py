"""What is told of second factors, which allauth tells when the transaction is through."""

import pytest
from django.core import mail
from django.urls import reverse

from initiatives.history.models import Event
from tests.factories import make_user
from tests.initiatives.web.signing.test_factors import PASSWORD, set_up, sign_in


@pytest.mark.django_db(transaction=True)
def test_each_change_is_in_the_history_and_told_by_mail(client):
    person = make_user("Amina Diallo", password=PASSWORD)
    sign_in(client, person)
    secret = set_up(client)
    client.post(reverse("mfa_deactivate_totp"))
    events = Event.objects.filter(subject_kind="user", subject_id=person.pk)
    assert [event.verb for event in events.order_by("id")] == [
        "set up a second factor of",
        "removed a second factor of",
    ]
    assert [sent.to for sent in mail.outbox] == [[person.email], [person.email]]
    assert secret not in "".join(sent.body for sent in mail.outbox)
