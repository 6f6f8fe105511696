from datetime import timedelta

import pytest
from django.urls import reverse

from initiatives.accountability.services import fulfil
from initiatives.base import clock
from initiatives.people.choices import Role
from initiatives.shortfalls.models import Shortfall
from initiatives.shortfalls.services import close_shortfall, propose_from_missed_commitments
from tests.factories import make_promise, make_shortfall, make_user, seat
from tests.initiatives.web.forms import fields_of, fill_in
from tests.initiatives.web.who import those_let_in

NEW = "/shortfalls/new/"


@pytest.fixture
def found(cast):
    return make_shortfall(
        cast.lee,
        cast.hospital,
        cast.principles[0],
        "Letters only in English",
        initiative=cast.initiative,
        owner=cast.alice,
    )


@pytest.fixture
def proposed(cast):
    """What a commitment of alice's, missed by forty days, proposed."""
    with clock.at(clock.now() - timedelta(days=41)):
        make_promise(cast.lee, cast.alice, 1, "Hire two", initiative=cast.initiative)
    propose_from_missed_commitments()
    return Shortfall.objects.get()


def at(name, found):
    return reverse(f"shortfall_{name}", args=[found.pk])


def answered(cast, found):
    """The shortfall with a commitment that answers it, fulfilled."""
    promise = make_promise(cast.lee, cast.alice, shortfall=found)
    fulfil(actor=cast.alice, commitment=promise, evidence="Done.")
    return found


def kept():
    return Shortfall.objects.get()


@pytest.mark.parametrize(
    ("name", "allowed"),
    [
        ("edit", {"alice", "sam", "lee", "root"}),
        ("assign", {"alice", "sam", "lee", "root", "erin"}),
        ("close", {"lee", "root", "erin", "ada"}),
    ],
)
def test_who_may_do_what_with_an_open_one(cast, browse, found, name, allowed):
    assert those_let_in(cast, browse, at(name, found)) == allowed


@pytest.mark.parametrize(
    ("name", "allowed"),
    [
        ("edit", {"alice", "sam", "lee", "root"}),
        ("assign", {"alice", "sam", "lee", "root", "erin"}),
        ("accept", {"alice", "sam", "lee", "root"}),
        ("dismiss", {"sam", "lee", "root"}),
    ],
)
def test_who_may_do_what_with_a_proposal(cast, browse, proposed, name, allowed):
    assert those_let_in(cast, browse, at(name, proposed)) == allowed


def test_who_may_reopen_a_closed_one(cast, browse, found):
    close_shortfall(actor=cast.lee, shortfall=answered(cast, found), confirmation="Seen.")
    on_it, seated = {"alice", "bob", "sam"}, {"lee", "root", "erin", "ada"}
    assert those_let_in(cast, browse, at("reopen", found)) == on_it | seated


def test_who_may_not_see_it_cannot_reopen_it(cast, browse, found):
    close_shortfall(actor=cast.lee, shortfall=answered(cast, found), confirmation="Seen.")
    for person in (cast.charlie, cast.nobody):
        assert browse(person).post(at("reopen", found), {"reason": "Because."}).status_code == 404
    assert kept().state == "closed"


def test_who_may_log(cast, browse):
    everywhere = {"lee", "root", "erin", "ada", "charlie"}
    assert those_let_in(cast, browse, NEW) == everywhere
    refused = browse(cast.alice).get(NEW).content.decode()
    assert "Ask an equity lead to log it for you" in refused


@pytest.mark.parametrize("name", ["edit", "assign", "accept", "dismiss", "close"])
def test_a_post_by_someone_who_may_not_changes_nothing(cast, browse, found, name):
    sent = {
        "version": found.version,
        "title": "Gone",
        "severity": "low",
        "owner": cast.bob.pk,
        "principle": cast.principles[1].pk,
        "reason": "Because.",
        "confirmation": "Seen.",
    }
    for person, status in ((cast.bob, 403), (cast.charlie, 404), (cast.nobody, 404)):
        assert browse(person).post(at(name, found), sent).status_code == status
    assert (kept().version, kept().title) == (found.version, "Letters only in English")


def test_one_is_logged_from_nothing(cast, browse):
    answer = fill_in(
        browse(cast.ada),
        NEW,
        title="No ramp",
        principle=cast.principles[0].pk,
        entity=cast.clinic.pk,
        severity="severe",
        affected="People who use a wheelchair",
        found_note="The audit of May.",
    )
    assert answer.url == reverse("shortfall", args=[kept().pk])
    assert (kept().title, kept().severity, kept().owner) == ("No ramp", "severe", None)
    assert kept().found_on == clock.today(cast.ada.time_zone)
    assert kept().logged_by == cast.ada


def test_what_leads_to_the_form_fills_it_in(cast, browse):
    client = browse(cast.lee)

    def start(query):
        sent = fields_of(client.get(f"{NEW}?{query}"))
        return sent["entity"][0], sent["principle"][0]

    first = str(cast.principles[0].pk)
    assert start(f"principle={first}&entity={cast.clinic.pk}") == (str(cast.clinic.pk), first)
    assert start(f"initiative={cast.initiative.pk}") == (str(cast.hospital.pk), "")
    cast.initiative.alignments.exclude(principle=cast.principles[0]).delete()
    assert start(f"initiative={cast.initiative.pk}") == (str(cast.hospital.pk), first)
    assert start("principle=x&entity=%00") == ("", "")


def test_one_that_is_logged_from_an_initiative_belongs_to_it(cast, browse):
    url = f"{NEW}?initiative={cast.initiative.pk}"
    client = browse(cast.lee)
    assert "Better interpreters" in client.get(url).content.decode()
    fill_in(client, url, title="Too few", principle=cast.principles[0].pk)
    assert kept().initiative == cast.initiative


def test_one_logs_only_where_one_holds_a_role(cast, browse):
    client = browse(cast.charlie)
    offered = [key for key, _ in client.get(NEW).context["form"].fields["entity"].choices]
    assert offered == ["", cast.clinic.pk]
    sent = {"title": "No ramp", "principle": cast.principles[0].pk}
    assert fill_in(client, NEW, entity=cast.hospital.pk, **sent).status_code == 403
    assert fill_in(client, NEW, entity=cast.clinic.pk, **sent).status_code == 302


@pytest.mark.parametrize("query", ["initiative=x", "initiative=0", "initiative=" + "9" * 30])
def test_an_initiative_that_there_is_not(cast, browse, query):
    assert browse(cast.lee).get(f"{NEW}?{query}").status_code == 404


def test_nothing_is_logged_from_an_initiative_that_one_may_not_see(cast, browse):
    assert browse(cast.charlie).get(f"{NEW}?initiative={cast.initiative.pk}").status_code == 404


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"title": " "}, "title"),
        ({"title": "x" * 201}, "title"),
        ({"principle": ""}, "principle"),
        ({"principle": "999999"}, "principle"),
        ({"entity": ""}, "entity"),
        ({"entity": "x"}, "entity"),
        ({"severity": "terrible"}, "severity"),
        ({"found_by": "missed_commitment"}, "found_by"),
        ({"found_on": "2199-01-01"}, "found_on"),
        ({"found_on": "2099-01-01"}, "found_on"),
        ({"affected": "x" * 301}, "affected"),
        ({"affected": "Patient MRN 12345678"}, "affected"),
        ({"owner": "999999"}, "owner"),
        ({"detail": "Null \x00 byte"}, "detail"),
    ],
)
def test_what_cannot_be_logged_is_said_beside_its_field(cast, browse, sent, field):
    whole = {"title": "No ramp", "principle": cast.principles[0].pk, "entity": cast.clinic.pk}
    answer = fill_in(browse(cast.lee), NEW, **(whole | sent))
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert not Shortfall.objects.exists()


def test_it_is_said_better_and_explained(cast, browse, found):
    client, url = browse(cast.alice), at("edit", found)
    assert fill_in(client, url, title="").status_code == 422
    answer = fill_in(client, url, title="Letters in one language", explanation="No budget.")
    assert answer.status_code == 302
    assert (kept().title, kept().explanation) == ("Letters in one language", "No budget.")
    page = client.get(reverse("shortfall", args=[found.pk])).content.decode()
    assert "No budget." in page


def test_somebody_is_named_who_answers_for_it(cast, browse, found):
    answer = fill_in(browse(cast.erin), at("assign", found), owner=cast.bob.pk, reason="His ward.")
    assert answer.status_code == 302
    assert kept().owner == cast.bob


def test_a_proposal_is_accepted_against_a_principle(cast, browse, proposed):
    client, url = browse(cast.lee), at("accept", proposed)
    assert fill_in(client, url, severity="high").status_code == 422
    answer = fill_in(client, url, principle=cast.principles[1].pk, severity="high")
    assert answer.status_code == 302
    assert (kept().state, kept().principle, kept().owner) == (
        "open",
        cast.principles[1],
        cast.alice,
    )


def test_a_proposal_is_dismissed_with_a_reason(cast, browse, proposed):
    client, url = browse(cast.lee), at("dismiss", proposed)
    assert fill_in(client, url, reason="").status_code == 422
    assert fill_in(client, url, reason="It was done, and not recorded.").status_code == 302
    assert kept().state == "dismissed"
    page = client.get(reverse("shortfall", args=[proposed.pk])).content.decode()
    assert "It was done, and not recorded." in page


def test_who_would_answer_for_a_proposal_cannot_dismiss_it(cast, browse, proposed):
    url = at("dismiss", proposed)
    sent = {"version": proposed.version, "reason": "Never mind."}
    assert browse(cast.alice).post(url, sent).status_code == 403
    assert kept().state == "proposed"
    steward = seat(make_user("Sol"), Role.LEAD, cast.hospital)
    Shortfall.objects.update(owner=steward)
    assert browse(steward).get(url).status_code == 200


def test_closing_shows_what_is_missing_before_and_after_it_is_tried(cast, browse, found):
    client, url = browse(cast.lee), at("close", found)
    promise = make_promise(cast.lee, cast.alice, shortfall=found)
    for answer in (client.get(url), fill_in(client, url, confirmation="Seen.")):
        text = answer.content.decode()
        assert text.count("Fulfil at least one commitment that answers it.") == 1
        assert reverse("shortfall", args=[found.pk]) + "#commitments" in text
    assert answer.status_code == 422
    assert kept().state == "open"

    fulfil(actor=cast.alice, commitment=promise, evidence="Done.")

    assert fill_in(client, url, confirmation=" ").status_code == 422
    assert fill_in(client, url, confirmation="I read the letters.").status_code == 302
    assert (kept().state, kept().confirmed_by) == ("closed", cast.lee)


def test_the_owner_cannot_confirm_even_as_equity_lead(cast, browse, found):
    steward = seat(make_user("Sol"), Role.LEAD, cast.hospital)
    Shortfall.objects.update(owner=steward)
    answered(cast, kept())
    sent = {"version": kept().version, "confirmation": "Trust me."}
    answer = browse(steward).post(at("close", found), sent)
    assert answer.status_code == 403
    assert "someone else has to confirm" in answer.content.decode()
    assert kept().state == "open"


def test_a_closed_one_is_reopened_with_a_reason_and_says_how_often(cast, browse, found):
    close_shortfall(actor=cast.lee, shortfall=answered(cast, found), confirmation="Seen.")
    client, url = browse(cast.ada), at("reopen", found)
    assert fill_in(client, url, reason="").status_code == 422
    answer = client.post(
        url, fields_of(client.get(url)) | {"reason": "The new letters."}, follow=True
    )
    assert kept().state == "open"
    assert "reopened 1 time" in answer.content.decode()


@pytest.mark.parametrize("name", ["accept", "dismiss", "reopen"])
def test_a_form_for_another_state_leads_back_and_says_so(cast, browse, found, name):
    answer = browse(cast.lee).get(at(name, found), follow=True)
    assert answer.redirect_chain == [(reverse("shortfall", args=[found.pk]), 302)]
    assert f"{found.reference} is open" in answer.content.decode()


def test_a_stale_form_comes_back_filled_in(cast, browse, found):
    client, url = browse(cast.alice), at("edit", found)
    sent = fields_of(client.get(url)) | {"explanation": "Kept while I waited."}
    fill_in(browse(cast.sam), url, title="In between")
    answer = client.post(url, sent)
    assert answer.status_code == 409
    assert "Kept while I waited." in answer.content.decode()
    assert kept().title == "In between"
