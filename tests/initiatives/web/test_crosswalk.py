"""The crosswalk and the page of an outside framework, as a browser without JavaScript sees them."""

from datetime import timedelta

import pytest
from django.urls import reverse

from initiatives.base import clock
from initiatives.framework.models import Framework
from initiatives.portfolio.services import assess
from initiatives.shortfalls.services import restrict_shortfall
from tests.factories import make_initiative, make_promise, make_shortfall
from tests.initiatives.framework.crossing import crossed, load, outside
from tests.initiatives.measures.making import make_measure, make_stratification
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
    assert "load_framework FILE" in text(browse(cast.lee).get(MATRIX))


def test_everyone_signed_in_reads_it_and_nobody_else(cast, browse, client, accreditor):
    for path in (MATRIX, page_of(accreditor)):
        assert those_let_in(cast, browse, path) == set(EVERYONE)
        assert client.get(path).status_code == 302


def test_no_word_of_it_says_that_anyone_complies(cast, browse, accreditor):
    said = text(browse(cast.lee).get(page_of(accreditor)))
    assert "complian" not in said.lower()
    assert "an accreditor decides" in said


def fill(cast):
    """Evidence of each kind, some of it where not everyone may see it."""
    first, second = cast.principles[:2]
    measure = make_measure(cast, stratifications=[make_stratification()])
    make_measure(cast, name="Without groups")
    make_initiative(cast.lee, cast.clinic, principles=[second])
    make_shortfall(cast.lee, cast.clinic, first)
    kept_apart = make_shortfall(cast.lee, cast.hospital, first, title="Known to few")
    restrict_shortfall(actor=cast.lee, shortfall=kept_apart, reason="Ongoing.")
    promised = make_shortfall(cast.lee, cast.hospital, second, owner=cast.alice)
    make_promise(cast.lee, cast.alice, shortfall=promised)
    assess(
        actor=cast.lee,
        alignment=cast.initiative.alignments.get(principle=first),
        checkpoint="charter",
        rating="partly",
        evidence="Seen.",
    )
    return measure


def numbers_of(found):
    """Every number of the page with its list."""
    for asked in found.asked:
        for one in asked.linked:
            counts = one.counts
            yield counts.initiatives, f"/initiatives/?{counts.initiatives_query}"
            yield counts.measures, f"/measures/?{counts.measures_query}"
            yield counts.open_shortfalls, f"/shortfalls/?{counts.open_query}"
            yield counts.closed_shortfalls, f"/shortfalls/?{counts.closed_query}"


def test_every_number_is_the_length_of_the_list_that_it_links_to(cast, browse, accreditor):
    fill(cast)
    since = (clock.today("UTC") - timedelta(days=3)).isoformat()
    queries = ("", f"?entity={cast.hospital.pk}", f"?entity={cast.system.pk}&since={since}")
    for query in (*queries, f"?until={since}"):
        for name in ("lee", "alice", "charlie", "erin", "ada", "nobody"):
            client = browse(getattr(cast, name))
            found = client.get(f"{page_of(accreditor)}{query}").context["found"]
            for number, url in numbers_of(found):
                assert client.get(url).context["count"] == number, (name, url)


def test_what_is_confidential_is_counted_for_nobody_who_may_not_know(cast, browse, accreditor):
    fill(cast)
    counted = {}
    for name in ("lee", "erin"):
        found = browse(getattr(cast, name)).get(page_of(accreditor)).context["found"]
        counted[name] = found.asked[0].linked[0].counts.open_shortfalls
    assert counted == {"lee": 2, "erin": 1}


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("entity=x", "valid choice"),
        ("entity=999999", "valid choice"),
        ("since=yesterday", "year-month-day"),
        ("since=1066-01-01", "between the years"),
        ("since=2026-02-01&until=2026-01-01", "before its start"),
        ("until=%00", "year-month-day"),
    ],
)
def test_a_scope_that_cannot_be_read_shows_no_evidence(cast, browse, accreditor, query, says):
    lee = browse(cast.lee)
    answer = lee.get(f"{page_of(accreditor)}?{query}")
    assert answer.status_code == 400
    assert says in text(answer)
    assert answer.context["found"] is None
    for name in ("crosswalk_csv", "crosswalk_xlsx"):
        sent = lee.get(f"{reverse(name, args=[accreditor.pk])}?{query}")
        assert (sent.status_code, sent["Location"]) == (
            302,
            answer.request["PATH_INFO"] + "?" + query,
        )


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
    assert count_queries(browse(cast.lee), page_of(found)) == 16
    assert count_queries(browse(cast.lee), MATRIX) == 9
