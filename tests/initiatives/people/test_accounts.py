from datetime import timedelta

import pytest

from initiatives.base import clock
from initiatives.base.errors import Invalid, NotAllowed, Stale
from initiatives.history.models import Event
from initiatives.people import queries
from initiatives.people.choices import Role
from initiatives.people.models import Token, User
from initiatives.people.services import (
    create_person,
    deactivate_person,
    find_token,
    grant_role,
    issue_token,
    revoke_token,
    save_view,
    update_profile,
)
from tests.factories import make_entity, make_user, seat

pytestmark = pytest.mark.django_db


@pytest.fixture
def system():
    return make_entity("System")


@pytest.fixture
def admin(system):
    return seat(make_user("Root"), Role.ADMINISTRATOR, system)


def test_an_address_is_kept_in_small_letters_and_once(admin):
    create_person(actor=admin, email="Ana@Example.org", name="Ana")
    with pytest.raises(Invalid, match="already"):
        create_person(actor=admin, email="ana@example.ORG", name="Ana Too")


@pytest.mark.parametrize(
    ("email", "name"), [("", "Ana"), ("no-address", "Ana"), ("ana@example.org", "  ")]
)
def test_a_person_without_address_or_name_is_refused(admin, email, name):
    with pytest.raises(Invalid):
        create_person(actor=admin, email=email, name=name)
    assert not User.objects.filter(name="Ana").exists()


def test_only_an_administrator_adds_people(system):
    lead = seat(make_user(), Role.LEAD, system)
    with pytest.raises(NotAllowed):
        create_person(actor=lead, email="ana@example.org", name="Ana")


def test_a_profile_takes_real_time_zones_and_weekdays(admin):
    values = {"name": "Root", "title": "", "time_zone": "Asia/Tokyo", "working_days": [7, 1, 1]}
    changed = update_profile(actor=admin, user=admin, **values)
    assert changed.working_days == [1, 7]
    for bad in ({"time_zone": "Mars/Base"}, {"working_days": [0]}, {"working_days": []}):
        with pytest.raises(Invalid):
            update_profile(actor=admin, user=admin, **(values | bad))


def test_a_profile_changed_meanwhile_is_not_overwritten(admin):
    values = {"title": "", "time_zone": "Asia/Tokyo", "working_days": [1]}
    update_profile(actor=admin, user=admin, name="One", version=1, **values)
    with pytest.raises(Stale):
        update_profile(actor=admin, user=admin, name="Two", version=1, **values)


def test_nobody_changes_another_ones_profile(admin):
    ana, ben = make_user("Ana"), make_user("Ben")
    with pytest.raises(NotAllowed):
        update_profile(
            actor=ben, user=ana, name="Hacked", title="", time_zone="UTC", working_days=[1]
        )


def test_a_closed_account_leaves_the_directory_and_its_tokens_stop(admin):
    ana = make_user("Ana")
    _, secret = issue_token(user=ana, name="Laptop")
    deactivate_person(actor=admin, user=ana, reason="Left.")
    assert ana not in queries.people(admin)
    assert find_token(secret) is None


def test_an_administrator_cannot_close_their_own_account(admin):
    with pytest.raises(NotAllowed):
        deactivate_person(actor=admin, user=admin, reason="Oops.")


def test_a_role_granted_twice_is_held_once_and_told_once(admin, system):
    ana = make_user("Ana")
    for _ in range(2):
        grant_role(actor=admin, user=ana, entity=system, role=Role.LEAD)
    assert ana.memberships.count() == 1
    assert Event.objects.filter(verb="granted", subject_id=ana.pk).count() == 1


def test_only_the_hash_of_a_token_is_kept():
    token, secret = issue_token(user=make_user(), name="Laptop")
    assert secret not in str(Token.objects.filter(pk=token.pk).values())
    assert find_token(secret) == token


def test_a_token_ends_when_it_expires_or_is_revoked():
    user = make_user()
    short, secret = issue_token(user=user, name="Short", days=1)
    with clock.at(clock.now() + timedelta(days=1, seconds=1)):
        assert find_token(secret) is None
    revoke_token(actor=user, token=short)
    assert find_token(secret) is None


@pytest.mark.parametrize("bad", [{"scope": "root"}, {"days": 0}, {"days": 9999}, {"name": " "}])
def test_an_odd_token_is_refused(bad):
    with pytest.raises(Invalid):
        issue_token(user=make_user(), **({"name": "Laptop"} | bad))


def test_nobody_revokes_another_ones_token():
    token, secret = issue_token(user=make_user(), name="Laptop")
    with pytest.raises(NotAllowed):
        revoke_token(actor=make_user(), token=token)
    assert find_token(secret) == token


def test_a_view_saved_under_the_same_name_is_overwritten():
    user = make_user()
    for query in ("?stage=idea", "stage=testing"):
        save_view(actor=user, list_name="initiatives", name="Mine", query=query)
    assert [view.query for view in queries.saved_views(user)] == ["stage=testing"]
    assert not queries.saved_views(make_user()).exists()


def test_a_view_that_is_too_long_or_has_no_name_is_refused():
    for bad in ({"name": " "}, {"name": "x" * 81}, {"query": "x" * 2001}):
        with pytest.raises(Invalid):
            save_view(**({"actor": make_user(), "list_name": "l", "name": "n", "query": ""} | bad))
