"""A version of the principles: foreseen, then put in force, with what was made under the former."""

import pytest

from initiatives.base.errors import Invalid, NotAllowed, Stale
from initiatives.framework.models import Framework
from initiatives.history.models import Event
from initiatives.portfolio.models import Initiative
from initiatives.portfolio.queries import foreseen, made_under
from initiatives.portfolio.services import put_in_force
from tests.factories import make_initiative
from tests.initiatives.framework.editions import said
from tests.initiatives.portfolio.walking import judge

pytestmark = pytest.mark.django_db
WHY = "The board decided it on 3 May."


@pytest.fixture
def first(cast):
    """A framework in force, to two of whose principles an initiative is aligned; one assessed."""
    edition, _ = put_in_force(content=said("We listen.", "We act."), actor=cast.lee, reason=WHY)
    made = make_initiative(
        cast.lee, cast.hospital, principles=edition.principles.all(), sponsor=cast.sam
    )
    judge(cast, made.alignments.get(principle__number=1), "charter")
    return edition


def test_it_is_foreseen_what_changes_and_what_stays(cast, first):
    found = foreseen(cast.lee, said("We listen.", "", "We ask.", edition="2"))
    assert {one.number: str(one.turn) for one in found.changes.principles} == {
        1: "same",
        2: "withdrawn",
        3: "new",
    }
    assert (found.former, found.known, found.made) == (first, None, (2, 1))
    assert found.carried == 1  # that with the principle which goes on


def test_what_was_foreseen_comes_true(cast, first):
    content = said("We listen.", "", "We ask.", edition="2")
    carried = foreseen(cast.lee, content).carried
    later, number = put_in_force(
        content=content,
        actor=cast.lee,
        reason=WHY,
        instead_of=foreseen(cast.lee, content).instead_of,
    )
    assert number == carried
    first.refresh_from_db()
    assert (first.in_force, later.in_force) == (False, True)
    assert made_under(cast.lee, [first, later]) == {first.pk: (2, 1), later.pk: (1, 0)}


def test_what_is_foreseen_counts_only_what_the_viewer_sees(cast, first):
    found = foreseen(cast.nobody, said("We listen.", edition="2"))
    assert (found.made, found.carried) == ((0, 0), 0)


def test_what_is_closed_stays_under_its_version(cast, first):
    Initiative.objects.filter(alignments__principle__framework=first).update(stage="closed")
    content = said("We listen.", "We act.", edition="2")
    assert foreseen(cast.lee, content).carried == 0
    assert put_in_force(content=content, actor=cast.lee, reason=WHY)[1] == 0


def test_the_same_file_twice_changes_nothing(cast, first):
    content = said("We listen.", "We act.")
    assert foreseen(cast.lee, content).known == first
    events = Event.objects.count()
    assert put_in_force(content=content, actor=cast.lee, reason=WHY) == (first, None)
    assert Event.objects.count() == events


def test_another_text_under_a_known_version_is_refused_before_and_after(cast, first):
    content = said("We hear.", "We act.")
    with pytest.raises(Invalid, match="new version"):
        foreseen(cast.lee, content)
    with pytest.raises(Invalid, match="new version"):
        put_in_force(content=content, actor=cast.lee, reason=WHY)


def test_it_says_who_and_why(cast, first):
    event = Event.objects.get(verb="put in force", subject_kind="framework", subject_id=first.pk)
    assert (event.actor, event.reason) == (cast.lee, WHY)


def test_a_person_gives_a_reason(cast):
    with pytest.raises(Invalid) as refused:
        put_in_force(content=said(), actor=cast.lee, reason=" ")
    assert set(refused.value.errors) == {"reason"}


def test_what_came_in_force_meanwhile_is_not_overrun(cast, first):
    put_in_force(content=said("We hear.", edition="2"), actor=cast.root, reason=WHY)
    late = said("We do.", edition="3")
    with pytest.raises(Stale, match="Compare again"):
        put_in_force(content=late, actor=cast.lee, reason=WHY, instead_of=first.pk)
    with pytest.raises(Stale):
        put_in_force(content=late, actor=cast.lee, reason=WHY, instead_of=0)
    assert not Framework.objects.filter(edition="3").exists()


@pytest.mark.parametrize("name", ["alice", "bob", "charlie", "erin", "ada", "nobody"])
def test_nobody_else_puts_in_force(cast, name):
    with pytest.raises(NotAllowed, match="whole system"):
        put_in_force(content=said(), actor=getattr(cast, name), reason=WHY)
    assert not Framework.objects.filter(key="ours").exists()
