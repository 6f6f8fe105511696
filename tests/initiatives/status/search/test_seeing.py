"""Nothing is found, counted or suggested that the viewer may not see; and nothing breaks it."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from initiatives.people.models import User
from initiatives.portfolio.models import Handover
from initiatives.shortfalls.services import restrict_shortfall
from initiatives.status.search import LONGEST, complaint, finding, search
from tests.factories import make_initiative, make_promise, make_shortfall
from tests.initiatives.measures.making import make_measure

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(cast):
    """With a shortfall, a promise and a measure at the hospital that all speak of walruses."""
    about = (cast.lee, cast.hospital, cast.principles[0])
    cast.shortfall = make_shortfall(*about, "Walruses wait", initiative=cast.initiative)
    make_promise(cast.lee, cast.alice, 7, "Count walruses", shortfall=cast.shortfall)
    make_measure(cast, name="Walruses seen")
    return cast


def found(cast, name, text="walrus", **narrowed):
    """What one of the cast finds: the titles, whether alike or exactly so, and the counts."""
    viewer = User.objects.get(pk=getattr(cast, name).pk)
    groups = search(viewer, text, **narrowed).groups
    return {hit.name for group in groups for hit in group.hits}, sum(one.count for one in groups)


WHOLE = {"Walruses wait", "Count walruses", "Walruses seen"}


@pytest.mark.parametrize("text", ["walrus", "walruss seen", "wal"])
@pytest.mark.parametrize("name", ["charlie", "nobody"])
def test_strangers_find_nothing(cast, name, text):
    assert found(cast, name, text) == (set(), 0)


@pytest.mark.parametrize("name", ["alice", "bob", "sam", "erin", "ada", "lee", "root"])
def test_those_who_see_it_find_it(cast, name):
    assert found(cast, name) == (WHOLE, 3)


def test_what_is_confidential_is_found_by_those_who_are_let_in(cast):
    restrict_shortfall(actor=cast.lee, shortfall=cast.shortfall, reason="Known.")
    # Alice owns the promise that answers it, so she is let in.
    for name in ("lee", "root", "ada", "alice"):
        assert found(cast, name) == (WHOLE, 3), name
    for name in ("erin", "bob", "sam"):
        assert found(cast, name) == ({"Walruses seen"}, 1), name
        assert found(cast, name, "walrusses wait", kind="shortfalls") == (set(), 0), name
        assert found(cast, name, cast.shortfall.reference) == (set(), 0), name
    assert search(cast.erin, cast.shortfall.reference).direct is None


def test_a_place_narrows_to_what_lies_at_it_or_below(cast):
    make_initiative(cast.lee, cast.clinic, "Walruses welcome")
    assert found(cast, "lee", entity=cast.clinic) == ({"Walruses welcome"}, 1)
    assert found(cast, "lee", entity=cast.hospital) == (WHOLE, 3)
    assert found(cast, "lee", entity=cast.system)[1] == 4
    assert found(cast, "lee", kind="measures") == ({"Walruses seen"}, 1)


def test_who_sees_little_of_what_is_in_very_many_rows_still_finds_it(cast, monkeypatch):
    monkeypatch.setattr(finding, "COMMON", 1)
    for number in range(4):
        make_initiative(cast.lee, cast.hospital, f"Walruses {number}")
    titled = make_initiative(cast.lee, cast.clinic, "Walruses welcome")
    ended = make_initiative(cast.lee, cast.clinic, "Another title")
    Handover.objects.create(initiative=ended, control_plan="Count walruses.")
    assert found(cast, "charlie") == ({titled.title, ended.title}, 2)
    assert found(cast, "nobody") == (set(), 0)
    assert found(cast, "lee", kind="initiatives")[1] == 6


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "-", "--", '"', '""', "or", "or or", "-walrus", "the", "the of and", "!!!"),
        *("%", "_", "100%", "'; DROP TABLE initiatives_initiative; --", "walrus' or '1'='1"),
        *("<script>alert(1)</script>", "& | ! ( ) :*", "\\", "a:*", "🦭", "=1+1", "QI-", "QI-0"),
        "QI-999999999999999999",
        "ab " * (LONGEST // 3),
        "x" * LONGEST,
    ],
)
def test_whatever_is_typed_is_answered(cast, text):
    assert found(cast, "lee", text)[0] <= WHOLE


@given(st.text(max_size=40))
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_text_breaks_it_or_shows_a_stranger_anything(cast, text):
    if not complaint(text):
        assert found(cast, "nobody", text) == (set(), 0)
