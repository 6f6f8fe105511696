"""What a pack does not tell: confidential words, and small counts, also to who may see them."""

import pytest

from initiatives.shortfalls.choices import Severity
from initiatives.shortfalls.services import restrict_shortfall
from initiatives.status.pack import KINDS, make
from tests.factories import Cast, make_promise, make_shortfall
from tests.initiatives.community.voices import answered, hear
from tests.initiatives.measures.making import make_signal
from tests.initiatives.measures.watching import Screening
from tests.initiatives.status.pack.packs import pack_of, section, words_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_work")]
SECRET = "Zinnia"


@pytest.fixture
def restricted(cast: Cast):
    """A severe shortfall that few may know of, with a promise far overdue."""
    one = make_shortfall(
        cast.lee,
        cast.hospital,
        cast.principles[0],
        f"{SECRET} ward",
        severity=Severity.SEVERE,
        owner=cast.alice,
    )
    make_promise(cast.lee, cast.alice, -50, f"{SECRET} plan", shortfall=one)
    restrict_shortfall(actor=cast.lee, shortfall=one, reason="Known to few.")
    return one


@pytest.mark.parametrize("who", ["lee", "ada", "root"])
def test_who_is_let_in_gets_the_reference_and_no_word(cast: Cast, restricted, who):
    pack = pack_of(getattr(cast, who), cast.system)
    said = words_of(pack)
    assert SECRET not in said
    (row,) = section(pack, "Shortfalls").blocks[0].rows
    assert row[0] == f"{restricted.reference} (confidential, its words stay in the log)"
    assert row[3] == "Withheld"


def test_who_is_not_let_in_learns_nothing(cast: Cast, restricted):
    said = words_of(pack_of(cast.erin, cast.system))
    assert SECRET not in said
    assert restricted.reference not in said
    assert "No shortfall is open in the log" in said


def test_charts_are_masked_for_who_holds_the_data_too(cast: Cast):
    screening = Screening(cast, sizes={"a": 900, "b": 400, "c": 6})
    group = screening.origin.strata.get(code="c")
    make_signal(
        screening.measure,
        "Group c gets worse",
        "worse",
        stratification=screening.origin,
        stratum=group,
    )
    pack = pack_of(cast.lee, cast.system)
    (chart,) = section(pack, "Charts").blocks
    assert all(dot.masked and dot.value is None for dot in chart.drawing.dots)
    assert "24 figures are hidden: too few people." in chart.alt
    for kind in KINDS:
        assert make(pack, kind)


def test_a_signal_that_led_to_what_is_confidential_is_not_charted(cast: Cast):
    screening = Screening(cast)
    signal = make_signal(screening.measure, f"{SECRET} falls behind")
    assert SECRET in words_of(pack_of(cast.lee, cast.system))
    one = make_shortfall(
        cast.lee, cast.hospital, cast.principles[0], severity=Severity.HIGH, owner=cast.alice
    )
    one.sources.create(kind="measure", found_on=one.found_on, found_by=cast.lee, signal=signal)
    restrict_shortfall(actor=cast.lee, shortfall=one, reason="Known to few.")
    assert SECRET not in words_of(pack_of(cast.lee, cast.system))


def test_how_many_of_few_voices_were_answered_is_not_told(cast: Cast):
    voice = hear(entity=cast.hospital)[1]
    answered(cast, voice)
    part = section(pack_of(cast.erin, cast.system), "Report-back")
    assert part.sentences == ("So few spoke here that no figures on answers are told.",)
    ((heard, came, _, _),) = part.blocks[0].rows
    assert heard == "You waited without an interpreter."
    assert came == "Done. We ask each person now."
