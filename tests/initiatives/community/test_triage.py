"""What is done with a voice, by whom, and what history says of it."""

from datetime import timedelta

import pytest

from initiatives.base import clock
from initiatives.base.errors import Invalid, NotAllowed, Stale
from initiatives.community import queries, services
from initiatives.community.filters import FeedbackFilter
from initiatives.community.models import Feedback, FeedbackContact
from initiatives.history.models import Event
from initiatives.history.queries import events
from tests.factories import make_shortfall, make_user, seat
from tests.initiatives.community.voices import SAID, answered, days_later, hear, themed

pytestmark = pytest.mark.django_db
EVERYONE = ("alice", "bob", "sam", "charlie", "erin", "ada", "lee", "root", "nobody")


@pytest.fixture
def voice(cast):
    """A voice about the hospital, promised."""
    _, heard = hear(entity=cast.hospital, contact="206-555-0100")
    with days_later(1):
        services.pick_up_feedback()
    heard.refresh_from_db()
    return heard


def test_who_decides_and_audits_knows_of_it_and_nobody_else(cast, voice):
    seeing = {name for name in EVERYONE if queries.feedback(getattr(cast, name)).exists()}
    assert seeing == {"erin", "ada", "lee", "root"}


def test_a_lead_elsewhere_does_not_see_it(cast, voice):
    far = seat(make_user("Far"), "equity_lead", cast.clinic)
    with pytest.raises(Feedback.DoesNotExist):
        queries.feedback_item(far, voice.pk)


def test_only_triage_reads_the_words_themselves(cast, voice):
    verbatim = {
        name: queries.shown(getattr(cast, name), voice) for name in ("lee", "root", "erin", "ada")
    }
    assert [verbatim[name].said for name in ("lee", "root")] == [SAID, SAID]
    assert [verbatim[name].said for name in ("erin", "ada")] == ["", ""]
    services.redact_feedback(actor=cast.lee, feedback=voice, redacted="No interpreter was offered.")
    voice.refresh_from_db()
    assert queries.shown(cast.erin, voice).said == "No interpreter was offered."
    assert queries.shown(cast.lee, voice).said == SAID


def test_identifiers_are_pointed_out_to_triage(cast):
    _, voice = hear("They called me by MRN 12345678.", better="Call me at DOB 1/2/1980")
    found = queries.shown(cast.lee, voice).identifiers
    assert found == ["a medical record number", "a date of birth"]
    assert queries.shown(cast.erin, voice).identifiers == []


def test_reviewed_words_may_not_hold_identifiers(cast, voice):
    with pytest.raises(Invalid, match="medical record number"):
        services.redact_feedback(actor=cast.lee, feedback=voice, redacted="MRN 12345678")
    assert Feedback.objects.get(pk=voice.pk).redacted == ""


def test_a_search_does_not_tell_words_that_were_not_reviewed(cast, voice):
    def found(viewer, text):
        return FeedbackFilter({"q": text}, queryset=queries.feedback(viewer)).qs.count()

    assert found(cast.ada, "interpreter") == found(cast.lee, "interpreter") == 0
    assert found(cast.ada, voice.reference) == 1
    services.redact_feedback(actor=cast.lee, feedback=voice, redacted="No interpreter.")
    assert found(cast.ada, "interpreter") == 1


def test_a_theme_keeps_the_first_promise(cast, voice):
    themed(cast.lee, voice)
    voice.refresh_from_db()
    assert voice.state == "themed"
    assert voice.theme_commitment.state == "fulfilled"
    assert voice.answer_commitment.state == "open"


def test_a_voice_without_a_theme_is_not_themed(cast, voice):
    with pytest.raises(Invalid, match="at least one"):
        services.theme_feedback(actor=cast.lee, feedback=voice, themes=[])


def changes(cast, voice):
    """Each service of triage, by name."""
    about = {"feedback": voice}
    theme = services.add_theme(actor=cast.lee, name="Any")
    return {
        "let_in": lambda actor: services.let_in(actor=actor, **about),
        "assign": lambda actor: services.assign_feedback(actor=actor, owner=cast.root, **about),
        "move": lambda actor: services.move_feedback(actor=actor, entity=cast.clinic, **about),
        "theme": lambda actor: services.theme_feedback(actor=actor, themes=[theme], **about),
        "link": lambda actor: services.link_feedback(
            actor=actor, principles=cast.principles[:1], **about
        ),
        "redact": lambda actor: services.redact_feedback(actor=actor, redacted="No.", **about),
        "contact": lambda actor: services.read_contact(actor=actor, **about),
        "forget": lambda actor: services.forget_contact(actor=actor, **about),
        "shortfall": lambda actor: services.report_shortfall(
            actor=actor,
            title="No interpreter",
            principle=cast.principles[0],
            severity="high",
            **about,
        ),
        "close": lambda actor: services.close_feedback(
            actor=actor, reason="Not about us.", **about
        ),
    }


def test_of_the_whole_cast_only_stewards_do_anything_with_it(cast, voice):
    for name, change in changes(cast, voice).items():
        for person in EVERYONE:
            if person in ("lee", "root"):
                continue
            with pytest.raises(NotAllowed):
                change(getattr(cast, person))
        change(cast.lee)
        assert Event.objects.filter(actor=cast.lee).exists(), name


def test_history_never_repeats_what_was_said_nor_how_to_reach_them(cast, voice):
    for change in changes(cast, voice).values():
        change(cast.lee)
    told = ("subject_label", "before", "after", "reason")
    kept = str(list(Event.objects.values_list(*told)))
    assert len(Event.objects.filter(subject_kind="feedback")) >= 9
    for secret in (SAID, "interpreter that", "555", voice.selector, voice.secret_digest):
        assert secret not in kept


def about(viewer):
    """The events about voices that somebody may see."""
    return events(viewer).filter(subject_kind="feedback").order_by()


def test_readers_see_its_history_and_others_do_not(cast, voice):
    themed(cast.lee, voice)
    assert set(about(cast.ada).values_list("verb", flat=True)) == {"received", "themed"}
    assert not about(cast.alice).exists()


def test_two_who_work_on_it_at_once_are_told(cast, voice):
    version = voice.version
    services.move_feedback(actor=cast.lee, feedback=voice, entity=cast.clinic, version=version)
    with pytest.raises(Stale):
        services.close_feedback(actor=cast.root, feedback=voice, reason="Spam", version=version)


def test_giving_it_away_gives_the_promises_away(cast, voice):
    services.assign_feedback(actor=cast.lee, feedback=voice, owner=cast.root, reason="Leave")
    voice.refresh_from_db()
    assert voice.owner == voice.theme_commitment.owner == voice.answer_commitment.owner == cast.root


@pytest.mark.parametrize("name", ["alice", "erin", "ada"])
def test_it_is_given_only_to_who_may_read_it(cast, voice, name):
    with pytest.raises(Invalid) as refused:
        services.assign_feedback(actor=cast.lee, feedback=voice, owner=getattr(cast, name))
    assert "owner" in refused.value.errors


def test_closed_without_an_answer_needs_a_reason_and_takes_the_promises_back(cast, voice):
    with pytest.raises(Invalid):
        services.close_feedback(actor=cast.lee, feedback=voice, reason=" ")
    services.close_feedback(actor=cast.lee, feedback=voice, reason="It is about another system.")
    voice.refresh_from_db()
    assert (voice.state, voice.answer_commitment.state) == ("closed", "withdrawn")
    with pytest.raises(Invalid, match="closed"):
        services.move_feedback(actor=cast.lee, feedback=voice, entity=cast.clinic)


def test_opened_again_it_is_promised_anew(cast, voice):
    services.close_feedback(actor=cast.lee, feedback=voice, reason="A mistake.")
    voice.refresh_from_db()
    services.reopen_feedback(actor=cast.root, feedback=voice, reason="It was ours.")
    with days_later(2):
        assert services.pick_up_feedback() == 1
    voice.refresh_from_db()
    assert (voice.state, voice.answer_commitment.state) == ("received", "open")


def test_what_it_showed_becomes_a_shortfall_that_names_it_as_the_source(cast, voice):
    found = services.report_shortfall(
        actor=cast.lee,
        feedback=voice,
        title="No interpreter was offered",
        principle=cast.principles[0],
        severity="high",
    )
    assert (found.found_by, found.entity) == ("feedback", cast.hospital)
    assert voice.reference in found.found_note
    assert list(voice.shortfalls.all()) == [found]


def test_links_are_named_by_reference_in_history(cast, voice):
    secret = make_shortfall(cast.lee, cast.hospital, cast.principles[0], "A confidential title")
    services.link_feedback(
        actor=cast.lee, feedback=voice, initiatives=[cast.initiative], shortfalls=[secret]
    )
    event = Event.objects.filter(verb="linked").latest("pk")
    assert event.after["shortfalls"] == [secret.reference]
    assert event.after["initiatives"] == [cast.initiative.reference]
    assert "confidential" not in str(event.after)


def test_reading_how_to_reach_them_is_noted_and_deleting_is_for_good(cast, voice):
    assert services.read_contact(actor=cast.lee, feedback=voice) == "206-555-0100"
    services.forget_contact(actor=cast.lee, feedback=voice)
    verbs = [event.verb for event in Event.objects.filter(actor=cast.lee).order_by("pk")]
    assert verbs[-2:] == ["read the contact of", "deleted the contact of"]
    with pytest.raises(Invalid, match="No contact"):
        services.read_contact(actor=cast.lee, feedback=voice)


def test_a_month_after_the_answer_it_is_deleted_by_itself(cast, voice):
    answered(cast, voice)
    with days_later(29):
        assert services.forget_old_contacts() == 0
    with days_later(31):
        assert services.forget_old_contacts() == 1
    assert not FeedbackContact.objects.exists()


def test_a_month_after_it_was_closed_as_well(cast, voice):
    services.close_feedback(actor=cast.lee, feedback=voice, reason="Spam.")
    with days_later(31):
        assert services.forget_old_contacts() == 1


def test_a_theme_has_one_name_whatever_its_case(cast):
    theme = services.add_theme(actor=cast.lee, name="Parking")
    with pytest.raises(Invalid, match="already"):
        services.add_theme(actor=cast.root, name="parking")
    with pytest.raises(NotAllowed):
        services.add_theme(actor=cast.erin, name="Signs")
    services.revise_theme(actor=cast.lee, theme=theme, name="Parking", meaning="", in_use=False)
    theme.refresh_from_db()
    assert not theme.in_use


def test_ten_working_days_leave_out_weekends_and_days_off():
    from datetime import date

    from initiatives.community.rules import theme_due

    assert theme_due(date(2026, 11, 2), []) == date(2026, 11, 16)
    assert theme_due(date(2026, 11, 20), [date(2026, 11, 26), date(2026, 11, 27)]) == date(
        2026, 12, 8
    )


def test_the_year_is_not_in_the_way(cast):
    with clock.at(clock.now() + timedelta(days=400)):
        assert hear()[1].received_on == clock.today()
