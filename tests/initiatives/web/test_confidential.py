"""What is confidential cannot be inferred: all that one opens reads as if it were not there.

For each person who is not let in, everything they can open is kept before anything confidential
exists, and read again afterwards; it must not differ by a letter.
"""

import re
from datetime import timedelta

import pytest
from django.core import mail

from initiatives.accountability.queries import calendar_entries, inbox
from initiatives.accountability.services import fulfil, sweep
from initiatives.base import clock
from initiatives.history.queries import events
from initiatives.people.models import User
from initiatives.people.services import answer_cover, ask_cover
from initiatives.shortfalls.models import Shortfall
from initiatives.shortfalls.services import (
    accept_shortfall,
    describe_shortfall,
    merge_shortfall,
    propose_from_assessments,
    propose_from_signals,
    restrict_shortfall,
    revise_shortfall,
    unrestrict_shortfall,
)
from tests.factories import make_promise, make_shortfall, make_user
from tests.initiatives.framework.crossing import crossed
from tests.initiatives.measures.making import make_measure, make_signal
from tests.initiatives.portfolio.walking import judge

pytestmark = pytest.mark.django_db
SECRET = "Xanthic"
OUTSIDE = ("alice", "bob", "sam", "charlie", "erin", "nobody")
INSIDE = ("lee", "root", "ada", "dana")
CHANGING = re.compile(r'(csrfmiddlewaretoken|name="once"|nonce)[^>]*|\bW/"[^"]*"')


def anew(person):
    return User.objects.get(pk=person.pk)


@pytest.fixture
def cast(cast):
    """With dana, who will own what is confidential, and open shortfalls that everybody sees."""
    cast.dana = make_user("Dana")
    cast.measure = make_measure(cast, owner=cast.dana)
    about = (cast.lee, cast.hospital, cast.principles[0])
    cast.open = make_shortfall(*about, initiative=cast.initiative, severity="high")
    make_promise(cast.lee, cast.alice, -3, initiative=cast.initiative)
    make_promise(cast.lee, cast.bob, -3, shortfall=cast.open)
    cast.outside = crossed(cast.framework)
    judge(cast, cast.initiative.alignments.first(), "charter", "partly")
    return cast


def hide(cast):
    """What is confidential: a signal's shortfall with another merged into it, and its promises."""
    signal = make_signal(cast.measure, title=f"{SECRET} signal")
    propose_from_signals()
    found = accept_shortfall(
        actor=cast.lee,
        shortfall=Shortfall.objects.get(signal=signal),
        principle=cast.principles[0],
        severity="severe",
        owner=cast.dana,
    )
    twin = make_shortfall(
        cast.lee,
        cast.hospital,
        cast.principles[0],
        title=f"{SECRET} twin",
        initiative=cast.initiative,
        severity="severe",
    )
    merge_shortfall(actor=cast.lee, shortfall=twin, into=found)
    late = [
        make_promise(cast.lee, cast.dana, days, f"{SECRET} promise", shortfall=about)
        for about, days in ((found, -50), (twin, -20), (found, 5))
    ]
    fulfil(actor=cast.dana, commitment=late[0], evidence="Done.")
    describe_shortfall(actor=cast.lee, shortfall=found, size_count=40, size_out_of=90)
    make_signal(cast.measure, title=f"{SECRET} widening", kind="widening")
    propose_from_signals()
    propose_from_assessments()
    assessed = Shortfall.objects.get(found_by="assessment")
    Shortfall.objects.filter(pk=assessed.pk).update(title=f"{SECRET} assessment", owner=cast.dana)
    for one in Shortfall.objects.filter(merged_into=None, title__startswith=SECRET):
        restrict_shortfall(actor=cast.lee, shortfall=one, reason=f"{SECRET} reason.")
    return Shortfall.objects.get(pk=found.pk)


def addresses(cast):
    at = f"principle={cast.principles[0].pk}&entity={cast.hospital.pk}"
    initiative, measure = cast.initiative.pk, cast.measure.pk
    pages = [
        *("/status/", f"/status/?entity={cast.hospital.pk}", f"/status/cell/?{at}", "/mine/"),
        *("/workspace/", "/initiatives/", f"/initiatives/{initiative}/", "/shortfalls/"),
        *("/shortfalls/?state=merged", f"/shortfalls/?q={SECRET}", "/shortfalls/times/"),
        *("/shortfalls/log.csv", f"/shortfalls/log.csv?{at}", f"/shortfalls/{cast.open.pk}/"),
        *("/commitments/", "/commitments/?overdue=true", f"/commitments/?q={SECRET}"),
        *("/signals/", f"/signals/?q={SECRET}", "/measures/", f"/measures/{measure}/"),
        *("/principles/", f"/principles/{cast.principles[0].pk}/", "/entities/"),
        *(f"/entities/{cast.hospital.pk}/", f"/people/{cast.dana.pk}/", "/history/"),
        *("/history/?subject_kind=shortfall", "/history/?verb=merged", "/mine/reminders/"),
        *(f"/search/?q={SECRET}", f"/search/?q={SECRET[:4]}", "/search/?q=Xantic+twin"),
        *("/search/?q=promise", "/search/?q=shortfall&kind=shortfalls", "/search/?q=widening"),
        *("/assessments/", "/reviews/", "/crosswalk/", f"/crosswalk/{cast.outside.pk}/"),
        *(f"/crosswalk/{cast.outside.pk}/evidence.csv", f"/initiatives/{initiative}/close/"),
    ]
    answers = [
        *("shortfalls/", "shortfalls/times/", f"shortfalls/{cast.open.pk}/duplicates/"),
        *("commitments/", "signals/", f"measures/{measure}/", "initiatives/", "reminders/"),
        *(f"initiatives/{initiative}/", "status/", f"status/cell/?{at}", "status/decisions/"),
        *("history/", f"initiatives/{initiative}/history/", "me/", "assessments/", "reviews/"),
        *(f"initiatives/{initiative}/gate/", f"initiatives/{initiative}/progress/"),
        *(f"outside-frameworks/{cast.outside.pk}/evidence/", f"search/?q={SECRET}"),
    ]
    return [*pages, *(f"/api/v1/{path}" for path in answers)]


def read(browse, cast, person):
    """All that a person can open, without what changes by itself."""
    client = browse(anew(person))
    found = {}
    for address in addresses(cast):
        answer = client.get(address)
        found[address] = (answer.status_code, CHANGING.sub("", answer.content.decode()))
    viewer = anew(person)
    found["feed"] = [tuple(entry) for entry in calendar_entries(viewer)]
    found["covered"] = [len(part.items) for part in inbox(viewer).covered.values()]
    return found


def lines(found):
    return str(found).split("\\n")


@pytest.mark.parametrize("who", OUTSIDE)
def test_nothing_that_a_person_can_open_tells_of_it(cast, browse, working_hour, who):
    person = getattr(cast, who)
    with clock.at(working_hour):
        before = read(browse, cast, person)
        hide(cast)
        after = read(browse, cast, person)
    differing = {
        address: [one for one in lines(after[address]) if one not in lines(found)]
        for address, found in before.items()
        if after[address] != found
    }
    assert differing == {}
    assert not [one for one in after if SECRET not in one and SECRET in str(after[one])]


@pytest.mark.parametrize("who", OUTSIDE)
def test_its_own_addresses_answer_as_if_there_were_nothing(cast, browse, who):
    found = hide(cast)
    promise = found.commitments.first()
    client = browse(anew(getattr(cast, who)))
    for kind, key, parts in (
        ("shortfalls", found.pk, ("", "edit/", "merge/?with=1", "restrict/", "source/", "open/")),
        ("commitments", promise.pk, ("", "move/")),
        ("signals", found.signal_id, ("",)),
    ):
        for part in parts:
            there, not_there = (
                CHANGING.sub("", client.get(f"/{kind}/{pk}/{part}").content.decode())
                for pk in (key, 999_999)
            )
            assert there.replace(f"/{key}/", "/999999/") == not_there, (kind, part)
        assert client.get(f"/{kind}/{key}/").status_code == 404
        assert client.get(f"/api/v1/{kind}/{key}/").status_code == 404
    for part in ("sources", "duplicates"):
        assert client.get(f"/api/v1/shortfalls/{found.pk}/{part}/").status_code == 404


@pytest.mark.parametrize("who", INSIDE)
def test_who_is_let_in_sees_it_everywhere(cast, browse, who):
    found = hide(cast)
    client = browse(anew(getattr(cast, who)))
    for address in (
        *("/shortfalls/", "/shortfalls/log.csv", f"/shortfalls/{found.pk}/", "/commitments/"),
        *("/history/?subject_kind=shortfall", "/api/v1/shortfalls/"),
        f"/commitments/{found.commitments.first().pk}/",
    ):
        answer = client.get(address)
        assert (answer.status_code, SECRET in answer.content.decode()) == (200, True), address


def test_it_is_in_no_mail_but_to_who_is_let_in(cast, working_hour):
    with clock.at(working_hour):
        hide(cast)
    with clock.at(working_hour + timedelta(days=35)):
        sweep()
    told = {to for one in mail.outbox if SECRET in str(one.message()) for to in one.to}
    inside = {getattr(cast, who).email for who in INSIDE}
    assert told <= inside
    assert cast.dana.email in told
    outside = {one.to[0] for one in mail.outbox}
    assert {cast.alice.email, cast.sam.email} & outside


def test_who_covers_for_its_owner_is_not_told(cast, browse):
    today = clock.today(cast.dana.time_zone)
    cover = ask_cover(
        actor=cast.dana,
        person=cast.dana,
        stand_in=cast.nobody,
        starts=today,
        ends=today + timedelta(days=9),
    )
    answer_cover(actor=cast.nobody, cover=cover, accept=True)
    hide(cast)
    client = browse(anew(cast.nobody))
    for address in ("/mine/", "/commitments/", "/api/v1/commitments/"):
        assert SECRET not in client.get(address).content.decode()


def test_what_one_did_before_is_not_told_either(cast):
    revise_shortfall(
        actor=cast.alice,
        shortfall=cast.open,
        title=f"{SECRET} again",
        detail="",
        affected="",
        severity="high",
        explanation="",
    )
    alice = anew(cast.alice)
    assert events(alice).filter(subject_kind="shortfall").exists()
    restrict_shortfall(actor=cast.lee, shortfall=cast.open, reason="Known to few.")
    assert not events(anew(alice)).filter(subject_kind="shortfall").exists()


def test_who_is_named_sees_it_and_it_can_be_opened_again(cast, browse):
    found = hide(cast)
    address = f"/shortfalls/{found.pk}/"
    assert browse(anew(cast.bob)).get(address).status_code == 404
    restrict_shortfall(actor=cast.lee, shortfall=found, reason="He works on it.", named=[cast.bob])
    assert browse(anew(cast.bob)).get(address).status_code == 200
    assert browse(anew(cast.erin)).get(address).status_code == 404
    unrestrict_shortfall(actor=cast.lee, shortfall=found, reason="It is public now.")
    assert browse(anew(cast.erin)).get(address).status_code == 200
    assert not Shortfall.objects.filter(merged_into=found, confidential=True).exists()
