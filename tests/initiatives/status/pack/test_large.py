"""A pack stays of a sane length however much there is, and says what it leaves out."""

import pytest

from initiatives.shortfalls.choices import Severity
from initiatives.status.pack import KINDS, make
from initiatives.status.pack.falling_short import SHOWN
from initiatives.status.pack.standing import ACROSS
from tests.factories import Cast, make_entity, make_shortfall
from tests.initiatives.status.nights import night
from tests.initiatives.status.pack.packs import pack_of, section
from tests.initiatives.status.pack.reading import Read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_work")]


def test_many_shortfalls_are_the_gravest_and_a_link_to_all(cast: Cast):
    for at in range(SHOWN + 4):
        severe = Severity.SEVERE if at == SHOWN else Severity.LOW
        make_shortfall(cast.lee, cast.hospital, cast.principles[0], f"No {at}", severity=severe)
    (table,) = section(pack_of(cast.erin, cast.system), "Shortfalls").blocks
    assert len(table.rows) == SHOWN
    assert table.rows[0][:2] == (f"{table.rows[0][0].split()[0]} No {SHOWN}", "Severe")
    assert table.more == "And 4 more in the log"
    assert table.where.endswith(f"/shortfalls/?entity={cast.system.pk}&state=open")


def test_many_entities_make_several_tables_that_each_begin_with_the_whole(cast: Cast):
    for at in range(38):
        make_entity(f"Clinic of a rather long name {at:02}", cast.system)
    part = section(pack_of(cast.erin, cast.system), "Principles by entity")
    assert len(part.blocks) == -(-40 // ACROSS)
    names = [column.name for table in part.blocks for column in table.columns[2:]]
    assert len(names) == len(set(names)) == 40
    assert {table.columns[1].name for table in part.blocks} == {"All of System"}
    pack = pack_of(cast.erin, cast.system)
    assert len(Read(make(pack, "pdf-letter")).reader.pages) < 20
    assert all(make(pack, kind) for kind in KINDS)


def test_many_changes_are_cut(cast: Cast):
    for at in range(10):
        make_entity(f"Clinic {at}", cast.hospital)
    night(40)
    for entity in cast.hospital.children.all():
        for principle in cast.principles:
            make_shortfall(cast.lee, entity, principle)
    night()
    (table,) = section(pack_of(cast.erin, cast.system), "What changed").blocks
    assert len(table.rows) == 15
    assert table.more.startswith("And ")
    assert "/status/changes/?since=" in table.where
