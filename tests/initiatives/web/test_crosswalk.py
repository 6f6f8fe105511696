"""The crosswalk and the page of an outside framework, as a browser without JavaScript sees them."""

import pytest
from django.urls import reverse

from initiatives.base import clock
from initiatives.framework.models import Framework
from tests.factories import make_initiative, make_shortfall
from tests.initiatives.framework.crossing import crossed, load, outside
from tests.initiatives.web.who import EVERYONE, those_let_in

pytestmark = pytest.mark.django_db
MATRIX = "/crosswalk/"


def page_of(found):
    return reverse("crosswalk_framework", args=[found.pk])


def text(answer):
    return answer.content.decode()


@pytest.fixture
def accreditor(cast):
    return crossed(cast.framework)


def test_the_matrix_says_the_closest_link_in_words_with_its_codes(cast, browse, accreditor):
    said = text(browse(cast.nobody).get(MATRIX))
    assert "<span>Direct</span>" in said
    assert "<span>Partial</span>" in said
    assert "Not linked" in said
    assert f"{page_of(accreditor)}#requirement-" in said


def test_a_retired_framework_is_folded_and_says_who_retired_it_when(cast, browse):
    gone = {"key": "gone", "short_name": "GONE", "status": "retired", "body": "CMS"}
    day = clock.today("UTC").replace(month=7, day=31, year=2025)
    load(cast.framework, outside(), outside(**gone, retired_on=day))
    said = text(browse(cast.lee).get(MATRIX))
    fold = said[said.index('<details class="fold">') :]
    assert "Retired by CMS" in fold
    assert "31 Jul 2025" in fold
    assert "GONE" not in said[: said.index('<details class="fold">')]


def test_what_was_recalled_is_not_verified(cast, browse, accreditor):
    for path in (MATRIX, page_of(accreditor)):
        assert "<span>Not verified</span>" in text(browse(cast.lee).get(path))


def test_what_was_read_is_not_called_recalled(cast, browse):
    day = clock.today("UTC")
    asked = [{"code": "1", "text": "Lead.", "verified_on": day}]
    found = crossed(cast.framework, verified_on=day, requirements=asked)
    assert "<span>Not verified</span>" not in text(browse(cast.lee).get(page_of(found)))


def test_before_anything_is_loaded_the_pages_say_what_to_do(cast, browse):
    assert "load_crosswalk FILE" in text(browse(cast.lee).get(MATRIX))
    Framework.objects.update(in_force=False)
    assert "brings the principles in first" in text(browse(cast.lee).get(MATRIX))


def test_everyone_signed_in_reads_it_and_nobody_else(cast, browse, client, accreditor):
    for path in (MATRIX, page_of(accreditor)):
        assert those_let_in(cast, browse, path) == set(EVERYONE)
        assert client.get(path).status_code == 302


def test_no_word_of_it_says_that_anyone_complies(cast, browse, accreditor):
    said = text(browse(cast.lee).get(page_of(accreditor)))
    assert "complian" not in said.lower()
    assert "an accreditor decides" in said


def test_a_principle_says_which_outside_requirements_it_answers(cast, browse, accreditor):
    first = reverse("principle", args=[cast.principles[0].pk])
    said = text(browse(cast.nobody).get(first))
    assert "Also asked by" in said
    assert "ACC 1" in said
    third = reverse("principle", args=[cast.principles[2].pk])
    assert "No outside framework is linked" in text(browse(cast.nobody).get(third))


def test_a_former_edition_stays_readable_and_says_so(cast, browse, accreditor):
    (later,) = load(
        cast.framework, outside(version="2", requirements=[{"code": "9", "text": "New."}])
    )
    said = text(browse(cast.lee).get(page_of(accreditor)))
    assert "A former edition" in said
    assert "Name who leads." in said
    assert page_of(later) in said
    assert page_of(accreditor) in text(browse(cast.lee).get(MATRIX))


@pytest.mark.parametrize("rows", [1, 3])
def test_one_row_and_three_take_the_same_queries(cast, browse, count_queries, rows):
    links = [{"principle": number, "strength": "direct"} for number in (1, 2, 3)[:rows]]
    asked = [{"code": str(n), "text": "Lead.", "answered_by": links} for n in range(rows)]
    found = crossed(cast.framework, requirements=asked)
    for _ in range(rows):
        made = make_initiative(cast.lee, cast.hospital, principles=cast.principles)
        make_shortfall(cast.lee, cast.hospital, cast.principles[0], initiative=made)
    assert count_queries(browse(cast.lee), page_of(found)) == 14
    assert count_queries(browse(cast.lee), MATRIX) == 8
