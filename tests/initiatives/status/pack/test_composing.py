"""Composing a pack: the numbers of the pages, for whom and of what."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from initiatives.base.errors import NotAllowed
from initiatives.people.models import User
from initiatives.shortfalls.choices import Severity
from initiatives.status.pack import compose
from initiatives.status.queries import matrix
from tests.factories import Cast, make_entity, make_framework, make_promise, make_shortfall
from tests.initiatives.status.nights import night
from tests.initiatives.status.pack.packs import cells, pack_of, present, section, words_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_work")]
TITLES = [
    *("Summary", "Needs your decision", "Principles by entity", "What changed"),
    *("Said to be better than the evidence shows", "Charts", "Shortfalls", "Report-back"),
    "Methods",
]


def test_it_has_every_part_and_says_of_what_and_for_whom(cast: Cast):
    pack = pack_of(cast.erin, cast.system)
    assert [one.title for one in pack.sections] == TITLES
    facts = dict(pack.facts)
    assert facts["Scope"] == "System, with everything below it"
    assert facts["Made for"] == "Erin"
    assert facts["Rule set"] == "status-3"
    assert "What Erin may see" in facts["What it shows"]
    assert pack.file_name.startswith("board-pack-system-20")


@pytest.mark.parametrize("who", ["erin", "ada", "lee", "root"])
def test_the_matrix_is_that_of_the_page(cast: Cast, who):
    make_promise(cast.lee, cast.alice, -40, initiative=cast.initiative)
    make_shortfall(cast.lee, cast.clinic, cast.principles[2], severity=Severity.SEVERE)
    viewer = getattr(cast, who)
    (table,) = section(pack_of(viewer, cast.system), "Principles by entity").blocks
    live = matrix(viewer, cast.system)
    assert [column.name for column in table.columns] == [
        "Principle",
        *(f"All of {live.columns[0].entity.short_name}", "Clinic", "Hospital"),
    ]
    shown = [[cell.state for cell in row[1:]] for row in table.rows]
    assert shown == [
        ["gap" if cell.is_gap else cell.state for cell in row.cells] for row in live.rows
    ]


@pytest.mark.parametrize("who", ["alice", "bob", "sam", "charlie", "nobody"])
def test_who_holds_no_role_over_a_place_gets_no_pack_of_it(cast: Cast, who):
    with pytest.raises(NotAllowed, match="no such entity in your sight"):
        pack_of(getattr(cast, who), cast.system)


def test_a_role_below_is_enough_for_what_lies_below(cast: Cast):
    assert pack_of(cast.charlie, cast.clinic).scope == "Clinic"
    with pytest.raises(NotAllowed):
        pack_of(cast.charlie, cast.hospital)


def test_only_the_scope_is_told(cast: Cast):
    make_shortfall(cast.lee, cast.hospital, cast.principles[0], "Lifts are broken")
    assert "Lifts are broken" in words_of(pack_of(cast.erin, cast.hospital))
    assert "Lifts are broken" not in words_of(pack_of(cast.erin, cast.clinic))


def test_before_anything_is_there_it_says_so(cast: Cast):
    empty = make_entity("Empty", cast.system)
    pack = pack_of(cast.root, empty)
    said = words_of(pack)
    for words in (
        *("Of 3 principles at Empty, 3 are unknown.", "No night is kept yet"),
        *("No shortfall is open in the log", "Nothing at Empty waits for a decision by Root"),
        *("No answer to the community was published", "none is charted"),
    ):
        assert words in said, words


def test_without_principles_it_still_is_a_pack(cast: Cast):
    bare = make_framework(0)
    pack = compose(cast.erin, cast.system, present(), bare)
    assert "Nothing can be said of System yet" in pack.sections[0].sentences[0]


def test_decisions_of_the_scope_come_with_their_next_action(cast: Cast):
    make_shortfall(cast.lee, cast.hospital, cast.principles[0], "Doors", severity=Severity.SEVERE)
    here = section(pack_of(cast.erin, cast.hospital), "Needs")
    assert here.numbered
    assert "Doors is a severe shortfall at Hospital that nobody owns." in here.sentences[0]
    assert here.sentences[0].endswith("Next: Name an owner.")
    elsewhere = section(pack_of(cast.erin, cast.clinic), "Needs")
    assert elsewhere.sentences == (
        "Nothing at Clinic waits for a decision by Erin.",
        "1 more waits for Erin elsewhere in the system.",
    )


def test_what_changed_is_told_from_the_nights(cast: Cast):
    night(45)
    make_promise(cast.lee, cast.alice, -40, initiative=cast.initiative)
    night()
    pack = pack_of(cast.erin, cast.system)
    changed = section(pack, "What changed")
    (table,) = changed.blocks
    assert ["Principle 1 at System", "On track", "Off track"] in [row[:3] for row in cells(table)]
    assert "4 states got worse and 0 better" in pack.sections[0].sentences[4]


def test_it_takes_as_many_queries_for_one_shortfall_as_for_three(
    cast: Cast, django_assert_num_queries
):
    make_shortfall(cast.lee, cast.hospital, cast.principles[0])
    pack_of(cast.erin, cast.system)
    with django_assert_num_queries(33):
        pack_of(cast.erin, cast.system)
    for _ in range(2):
        make_shortfall(cast.lee, cast.hospital, cast.principles[0])
    with django_assert_num_queries(33):
        pack_of(cast.erin, cast.system)


def test_the_rules_in_force_are_read_once(cast):
    lee = User.objects.get(pk=cast.lee.pk)
    with CaptureQueriesContext(connection) as captured:
        pack_of(lee, cast.system)
    read = [one["sql"] for one in captured if 'FROM "initiatives_ruleset"' in one["sql"]]
    assert len(read) == 1
