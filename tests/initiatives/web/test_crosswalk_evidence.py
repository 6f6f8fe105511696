"""The numbers of evidence on the page of an outside framework, and what narrows them."""

from datetime import timedelta

import pytest
from django.urls import reverse

from initiatives.base import clock
from initiatives.portfolio.services import assess
from initiatives.shortfalls.services import restrict_shortfall
from tests.factories import make_initiative, make_promise, make_shortfall
from tests.initiatives.framework.crossing import crossed
from tests.initiatives.measures.making import make_measure, make_stratification

pytestmark = pytest.mark.django_db


def page_of(found):
    return reverse("crosswalk_framework", args=[found.pk])


def text(answer):
    return answer.content.decode()


@pytest.fixture
def accreditor(cast):
    return crossed(cast.framework)


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
