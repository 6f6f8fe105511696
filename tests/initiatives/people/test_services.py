"""Services: who adds them, who issues their tokens, and when those are refused."""

import pytest

from initiatives.base.errors import Invalid, NotAllowed
from initiatives.history.models import Event
from initiatives.people import queries
from initiatives.people.models import Token, User
from initiatives.people.services import (
    create_service,
    deactivate_person,
    find_token,
    grant_role,
    hand_over_service,
    issue_token,
    revoke_token,
)
from initiatives.web.accounts import Backend
from tests.factories import make_user, seat

pytestmark = pytest.mark.django_db


@pytest.fixture
def service(cast):
    return create_service(
        actor=cast.root, name="Warehouse", purpose="Reads the status.", answered_by=cast.lee
    )


def test_only_an_administrator_adds_one(cast):
    for who in (cast.alice, cast.bob, cast.charlie, cast.erin, cast.ada, cast.lee, cast.nobody):
        with pytest.raises(NotAllowed):
            create_service(actor=who, name="A", purpose="B", answered_by=who)
    assert not User.objects.exclude(answered_by=None).exists()


def test_a_service_answers_for_no_service(cast, service):
    with pytest.raises(Invalid, match="answers for a service"):
        create_service(actor=cast.root, name="A", purpose="B", answered_by=service)


def test_it_is_no_person_and_cannot_sign_in(cast, service):
    assert service not in queries.people(cast.root)
    assert service.pk not in [one.pk for one in queries.directory(cast.root)]
    service.set_password("known to somebody")
    service.save(update_fields=["password"])
    assert not Backend().user_can_authenticate(service)
    assert Backend().get_user(service.pk) is None


def test_it_is_asked_for_nothing_whatever_its_role(cast, service):
    grant_role(actor=cast.root, user=service, entity=cast.clinic, role="equity_lead")
    assert queries.answering_for(cast.clinic) == cast.lee
    grant_role(actor=cast.root, user=service, entity=cast.system, role="system_administrator")
    assert queries.an_administrator() == cast.root


def test_who_looks_after_it_sees_it_and_nobody_else(cast, service):
    seen = {
        name
        for name in ("alice", "bob", "charlie", "erin", "ada", "lee", "root", "nobody")
        if queries.services(getattr(cast, name)).exists()
    }
    assert seen == {"lee", "root"}


def test_a_token_is_issued_by_an_administrator_of_all_that_it_reaches(cast, service):
    near = seat(make_user("Near"), "system_administrator", cast.clinic)
    issue_token(actor=near, user=service, name="Fine while it reaches nothing")
    grant_role(actor=cast.root, user=service, entity=cast.system, role="executive")
    service = queries.service(cast.root, service.pk)
    for who in (near, cast.lee, cast.charlie):
        with pytest.raises(NotAllowed, match="every entity"):
            issue_token(actor=who, user=service, name="Too far")
    with pytest.raises(NotAllowed):
        issue_token(actor=cast.root, user=cast.alice, name="In somebody's name")
    token, secret = issue_token(actor=cast.root, user=service, name="Nightly", scope="read:status")
    assert secret not in str(vars(Token.objects.get(pk=token.pk)))
    event = Event.objects.latest("pk")
    assert (event.actor, event.subject_id) == (cast.root, service.pk)


def test_its_tokens_stop_when_nobody_answers_and_work_again_when_somebody_does(cast, service):
    _, secret = issue_token(actor=cast.root, user=service, name="Nightly")
    assert find_token(secret)
    deactivate_person(actor=cast.root, user=cast.lee, reason="Left.")
    assert find_token(secret) is None
    service.refresh_from_db()
    hand_over_service(actor=cast.root, service=service, answered_by=cast.bob, reason="Lee left.")
    assert find_token(secret)
    deactivate_person(actor=cast.root, user=service, reason="No longer needed.")
    assert find_token(secret) is None


def test_who_answers_for_it_revokes_its_tokens_and_strangers_do_not(cast, service):
    token, secret = issue_token(actor=cast.root, user=service, name="Nightly")
    with pytest.raises(NotAllowed):
        revoke_token(actor=cast.charlie, token=token)
    revoke_token(actor=cast.lee, token=token)
    assert find_token(secret) is None
