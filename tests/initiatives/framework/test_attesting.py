"""Reviewing links and attesting: who may, what stands, and that nothing said before is lost."""

from datetime import timedelta

import pytest

from initiatives.base import clock
from initiatives.base.errors import Invalid, NotAllowed, Stale
from initiatives.framework import queries
from initiatives.framework.models import Attestation, CrosswalkLink, Requirement
from initiatives.framework.services import attest, review_link
from initiatives.history.models import Event
from initiatives.people.choices import Role
from tests.factories import make_user, seat
from tests.initiatives.framework.crossing import crossed, load, outside

pytestmark = pytest.mark.django_db
PHI = "Patient MRN 12345678, born 01/02/1980"


@pytest.fixture
def accreditor(cast):
    return crossed(cast.framework)


@pytest.fixture
def link(accreditor):
    return CrosswalkLink.objects.order_by("pk").first()


@pytest.fixture
def asked(accreditor):
    return accreditor.requirements.get(code="1")


def test_a_review_carries_the_name_and_the_day_and_history_keeps_what_was_said_before(cast, link):
    review_link(actor=cast.lee, link=link, strength="contextual", note=" It bears on it. ")
    link.refresh_from_db()
    today = clock.today(cast.lee.time_zone)
    assert (link.strength, link.note) == ("contextual", "It bears on it.")
    assert (link.reviewer, link.reviewed_by, link.reviewed_on) == ("Lee", cast.lee, today)
    event = Event.objects.filter(subject_kind="crosswalklink").get()
    assert (event.verb, event.before["strength"]) == ("reviewed", "direct")
    with clock.at(clock.now() + timedelta(days=2)):
        review_link(actor=cast.root, link=link, strength="contextual", note="It bears on it.")
    link.refresh_from_db()
    assert (link.reviewer, link.version) == ("Root", 3)
    assert Event.objects.filter(subject_kind="crosswalklink").count() == 2


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"strength": ""}, "strength"),
        ({"strength": "strong"}, "strength"),
        ({"note": "x" * 501}, "note"),
        ({"note": PHI}, "note"),
        ({"note": "a\0"}, "note"),
    ],
)
def test_a_review_that_cannot_be_kept_is_refused_by_field(cast, link, values, field):
    with pytest.raises(Invalid) as refused:
        review_link(actor=cast.lee, link=link, **({"strength": "direct"} | values))
    assert field in refused.value.errors
    link.refresh_from_db()
    assert link.reviewed_on is None


def test_a_review_of_what_somebody_else_changed_meanwhile_is_refused(cast, link):
    review_link(actor=cast.root, link=link, strength="partial", version=1)
    with pytest.raises(Stale):
        review_link(actor=cast.lee, link=link, strength="direct", version=1)


def test_attesting_again_adds_a_version_and_the_former_stays(cast, asked):
    first = attest(actor=cast.lee, requirement=asked, text=" We have a lead. ")
    second = attest(actor=cast.root, requirement=asked, text="We have two.")
    assert [one.text for one in (first, second)] == ["We have a lead.", "We have two."]
    said = queries.latest_attestations(cast.nobody, asked.framework)
    assert said == {"1": [second, first]}
    assert list(Event.objects.filter(verb="attested").values_list("actor__name", flat=True)) == [
        "Root",
        "Lee",
    ]


def test_nobody_attests_over_somebody_else_unseen(cast, asked):
    attest(actor=cast.lee, requirement=asked, text="We have a lead.", version=1)
    with pytest.raises(Stale):
        attest(actor=cast.root, requirement=asked, text="We have none.", version=1)
    assert Attestation.objects.count() == 1


@pytest.mark.parametrize("text", ["", "   ", "a\0", "x" * 10_001, PHI])
def test_an_attestation_that_cannot_be_kept_is_refused(cast, asked, text):
    with pytest.raises(Invalid) as refused:
        attest(actor=cast.lee, requirement=asked, text=text)
    assert "text" in refused.value.errors
    assert not Attestation.objects.exists()


def test_a_former_edition_stays_as_it_was_left_and_what_it_attested_shows_with_the_next(
    cast, accreditor, asked, link
):
    said = attest(actor=cast.lee, requirement=asked, text="We have a lead.")
    (later,) = load(cast.framework, outside(version="2"))
    assert queries.latest_attestations(cast.lee, later) == {"1": [said]}
    with pytest.raises(Invalid, match="later edition"):
        attest(actor=cast.lee, requirement=asked, text="Still.")
    with pytest.raises(Invalid, match="later edition"):
        review_link(actor=cast.lee, link=link, strength="direct")
    assert not CrosswalkLink.objects.filter(
        requirement__framework=later, reviewed_on__isnull=False
    ).exists()


def test_only_who_leads_the_whole_system_reviews_and_attests(cast, link, asked):
    cast.part = seat(make_user("Part"), Role.LEAD, cast.clinic)
    may = {}
    for name in ("lee", "root", "part", "alice", "bob", "charlie", "erin", "ada", "nobody"):
        actor = getattr(cast, name)
        for act in (
            lambda actor: review_link(actor=actor, link=link, strength="direct"),
            lambda actor: attest(actor=actor, requirement=asked, text="We do."),
        ):
            try:
                act(actor)
                may.setdefault(name, []).append(True)
            except NotAllowed:
                may.setdefault(name, []).append(False)
    assert {name for name, did in may.items() if all(did)} == {"lee", "root"}
    assert {name for name, did in may.items() if any(did)} == {"lee", "root"}


def test_a_requirement_moves_on_with_each_attestation(cast, asked):
    attest(actor=cast.lee, requirement=asked, text="We have a lead.")
    assert Requirement.objects.get(pk=asked.pk).version == 2
