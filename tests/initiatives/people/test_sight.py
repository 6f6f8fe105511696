"""What is in sight, put together by indexes, is what the rule says in so many words."""

import pytest
from django.db.models import Exists, OuterRef, Q

from initiatives.accountability.models import Commitment
from initiatives.accountability.rules import visible_commitments
from initiatives.people.choices import Role
from initiatives.people.models import User
from initiatives.people.rules import entity_ids_in_sight, seats, sees_every_entity, sight
from initiatives.people.signing_in import signed_in
from initiatives.portfolio.models import Initiative, Place, TeamMember
from initiatives.portfolio.rules import visible_initiatives
from initiatives.shortfalls.models import Shortfall
from initiatives.shortfalls.rules import hidden_shortfalls, visible_shortfalls
from tests.factories import make_entity, make_initiative, make_promise, make_shortfall, seat

pytestmark = pytest.mark.django_db
EVERYBODY = ("alice", "bob", "charlie", "erin", "ada", "lee", "root", "nobody")


def fresh(person):
    return User.objects.get(pk=person.pk)


@pytest.fixture
def filled(cast):
    """Work here and elsewhere, some of it confidential."""
    elsewhere = make_entity(parent=cast.system)
    for entity in (cast.hospital, elsewhere):
        made = make_initiative(cast.root, entity, f"At {entity}", owner=cast.alice)
        found = make_shortfall(cast.root, entity, cast.principles[0], owner=cast.bob)
        hidden = make_shortfall(cast.root, entity, cast.principles[0], owner=cast.bob)
        Shortfall.objects.filter(pk=hidden.pk).update(
            confidential=True, confidential_because="It names a person."
        )
        make_promise(cast.root, cast.charlie, initiative=made)
        make_promise(cast.root, cast.alice, shortfall=found)
        make_promise(cast.root, cast.bob, shortfall=hidden)
    return cast


@pytest.mark.parametrize("name", EVERYBODY)
def test_initiatives_in_sight_are_those_the_rule_names(filled, name):
    viewer = fresh(getattr(filled, name))
    places = Place.objects.filter(initiative=OuterRef("pk"), entity__in=entity_ids_in_sight(viewer))
    team = TeamMember.objects.filter(initiative=OuterRef("pk"), user=viewer)
    own = Q(owner=viewer) | Q(sponsor=viewer) | Q(created_by=viewer)
    said = Initiative.objects.filter(own | Exists(places) | Exists(team))
    assert set(visible_initiatives(viewer)) == set(said)


@pytest.mark.parametrize("name", EVERYBODY)
def test_shortfalls_in_sight_are_those_the_rule_names(filled, name):
    viewer = fresh(getattr(filled, name))
    said = Q(entity__in=entity_ids_in_sight(viewer)) | Q(owner=viewer) | Q(logged_by=viewer)
    said |= Q(initiative__in=visible_initiatives(viewer))
    known = Shortfall.objects.exclude(pk__in=hidden_shortfalls(viewer))
    let_in = Q(confidential=True)
    assert set(visible_shortfalls(viewer)) == set(known.filter(said | let_in))


@pytest.mark.parametrize("name", EVERYBODY)
def test_commitments_in_sight_are_those_the_rule_names(filled, name):
    viewer = fresh(getattr(filled, name))
    said = Q(created_by=viewer) | Q(initiative__in=visible_initiatives(viewer))
    said |= Q(shortfall__in=visible_shortfalls(viewer))
    said &= Q(shortfall=None) | ~Q(shortfall__in=hidden_shortfalls(viewer))
    assert set(visible_commitments(viewer)) == set(
        Commitment.objects.filter(Q(owner=viewer) | said)
    )


def test_who_holds_a_role_at_the_top_sees_every_entity_until_there_is_another_system(cast):
    assert sees_every_entity(fresh(cast.erin))
    assert not sees_every_entity(fresh(cast.nobody))
    make_entity(parent=None)
    assert not sees_every_entity(fresh(cast.erin))


@pytest.mark.parametrize("name", EVERYBODY)
def test_whoever_signs_in_is_read_with_what_the_rules_would_ask(cast, name):
    person = getattr(cast, name)
    seat(person, Role.AUDITOR, cast.hospital)
    asked, read = fresh(person), signed_in(person.pk)
    assert (seats(read), sight(read)) == (seats(asked), sight(asked))


def test_asking_who_signed_in_takes_one_statement(cast, django_assert_num_queries):
    with django_assert_num_queries(1):
        read = signed_in(cast.erin.pk)
        assert read is not None
        assert sees_every_entity(read)


def test_nobody_is_read_who_is_not_there():
    assert signed_in(4_000_000) is None
