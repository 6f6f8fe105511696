"""Reminder policies: everyone reads them; those who may change them see first what it would do."""

import pytest
from django.urls import reverse

from initiatives.accountability.models import Policy, Reminder
from initiatives.accountability.queries import system_policy
from initiatives.accountability.rules.steps import Step
from initiatives.accountability.services import Terms, keep_policy, retire_policy
from initiatives.people.choices import Role
from tests.factories import make_promise, make_user, seat
from tests.initiatives.web.forms import fields_of
from tests.initiatives.web.who import EVERYONE, those_let_in

URL = "/policies/"
NEW = f"{URL}new/"
OWNER = Step("owner", 0)


def keep(cast, *steps, entity=None, kind="", actor=None, **terms):
    terms = Terms(steps or (OWNER,), **terms)
    return keep_policy(actor=actor or cast.root, entity=entity, kind=kind, terms=terms)


def at(name, policy):
    return reverse(name, args=[policy.pk])


def text(answer):
    return answer.content.decode()


def press(browser, url, button="", page=None, **changes):
    """Change these fields of the form and press a button; returns the answer."""
    page = page or browser.get(url)
    sent = {**fields_of(page), **changes} | ({"step": button} if button else {})
    return browser.post(url, {name: value for name, value in sent.items() if value is not None})


def keep_it(browser, url, **changes):
    """Both steps: look at the effect, then put it in force."""
    effect = press(browser, url, **changes)
    assert effect.status_code == 200, text(effect)[:3000]
    return press(browser, url, "keep", page=effect)


def lines(answer):
    return [(line.whom, line.when) for line in answer.context["shown"].lines]


def test_everyone_reads_them(cast, browse, client):
    own = keep(cast, entity=cast.hospital)
    for url in (URL, at("policy", own), at("policy", system_policy())):
        assert those_let_in(cast, browse, url) == set(EVERYONE)
        assert client.get(url).status_code == 302


def test_the_first_policy_is_there_without_anybody_having_made_it(cast, browse):
    page = text(browse(cast.nobody).get(URL))
    assert "14 and 3 days before its date, on its date" in page
    assert "as the product came" in page


def test_a_version_says_who_is_told_when_and_who_kept_it(cast, browse):
    steps = (Step("owner", -7, True), OWNER, Step("sponsor", 7), Step("lead", 14))
    own = keep(cast, *steps, entity=cast.hospital, kind="review", actor=cast.lee, days="working")
    answer = browse(cast.nobody).get(at("policy", own))
    assert lines(answer) == [
        ("Owner", "on its date"),
        ("Owner", "7 working days before its date"),
        (
            "Owner",
            "once overdue, again after 7 working days, then less often, "
            "at least every 28 working days",
        ),
        ("Sponsor", "7 working days after its date"),
        ("Equity lead", "14 working days after its date"),
    ]
    assert "Hospital, review" in text(answer)
    assert "kept by Lee" in text(answer)


def test_an_earlier_version_says_that_it_is_one(cast, browse):
    first, second = system_policy(), keep(cast)
    page = text(browse(cast.nobody).get(at("policy", first)))
    assert "An earlier version" in page
    assert at("policy", second) in page
    assert "An earlier version" not in text(browse(cast.nobody).get(at("policy", second)))


def test_who_may_change_which(cast, browse):
    system, own = system_policy(), keep(cast, entity=cast.hospital)
    seat(cast.bob, Role.LEAD, cast.clinic)
    assert those_let_in(cast, browse, at("policy_edit", system)) == {"root"}
    assert those_let_in(cast, browse, at("policy_edit", own)) == {"root", "lee"}
    assert those_let_in(cast, browse, at("policy_retire", own)) == {"root", "lee"}
    assert those_let_in(cast, browse, NEW) == {"root", "lee", "bob"}


def test_what_one_may_not_do_is_not_offered(cast, browse):
    own = keep(cast, entity=cast.hospital)
    for name in ("alice", "ada", "erin"):
        page = text(browse(getattr(cast, name)).get(at("policy", own)))
        assert at("policy_edit", own) not in page
        assert NEW not in text(browse(getattr(cast, name)).get(URL))
    assert at("policy_retire", own) in text(browse(cast.lee).get(at("policy", own)))
    system = text(browse(cast.root).get(at("policy", system_policy())))
    assert "Do without it" not in system


def test_nothing_is_saved_before_its_effect_was_seen(cast, browse):
    url, system = at("policy_edit", system_policy()), system_policy()
    make_promise(cast.lee, cast.alice, -10, "Hire two", initiative=cast.initiative)
    browser = browse(cast.root)
    effect = press(browser, url, number_3="9")
    assert effect.status_code == 200
    assert (effect.context["commitments"], effect.context["told_total"]) == (1, 1)
    assert "Hire two" in text(effect)
    assert [row.reminder.recipient for row in effect.context["told"]] == [cast.sam]
    assert Policy.objects.get() == system
    assert not Reminder.objects.exists()
    kept = press(browser, url, "keep", page=effect)
    (now,) = Policy.objects.filter(in_force=True)
    assert kept.url == at("policy", now)
    assert [(step.audience, step.days) for step in now.steps.all()] == [
        ("owner", -14),
        ("owner", -3),
        ("owner", 0),
        ("sponsor", 9),
        ("lead", 30),
        ("executive", 60),
    ]


def test_who_is_told_no_more_is_shown_too(cast, browse):
    make_promise(cast.lee, cast.alice, -20, initiative=cast.initiative)
    effect = press(browse(cast.root), at("policy_edit", system_policy()), whom_3="")
    assert (effect.context["told_total"], effect.context["spared_total"]) == (0, 1)


def test_of_many_the_first_are_shown_with_how_many_there_are(cast, browse):
    for _ in range(21):
        make_promise(cast.lee, cast.alice, -10, initiative=cast.initiative)
    effect = press(browse(cast.root), at("policy_edit", system_policy()), number_3="9")
    assert (effect.context["told_total"], len(effect.context["told"])) == (21, 20)
    assert "The first 20 of 21" in text(effect)


def test_one_can_go_back_to_what_was_entered(cast, browse):
    url = at("policy_edit", system_policy())
    browser = browse(cast.root)
    effect = press(browser, url, number_3="9", urgent_3="on", quiet_from="20:30")
    again = press(browser, url, "back", page=effect)
    sent = fields_of(again)
    assert (sent["number_3"], sent["urgent_3"], sent["quiet_from"]) == (["9"], ["on"], ["20:30"])
    assert "error-summary" not in text(again)


def test_more_rows_keep_what_was_entered_and_judge_nothing(cast, browse):
    url = at("policy_edit", system_policy())
    browser = browse(cast.root)
    more = press(browser, url, "more", number_3="ninety", whom_6="owner")
    assert more.status_code == 200
    sent = fields_of(more)
    assert (sent["number_3"], sent["whom_6"]) == (["ninety"], ["owner"])
    assert "whom_11" in sent
    assert "error-summary" not in text(more)
    filled = press(
        browser,
        url,
        page=more,
        number_3="14",
        whom_11="owner",
        side_11="after",
        number_11="3",
        number_6="2",
        side_6="after",
    )
    assert filled.status_code == 200
    press(browser, url, "keep", page=filled)
    assert Policy.objects.get(in_force=True).steps.count() == 8


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({f"whom_{row}": "" for row in range(3)}, "Nobody would be told"),
        ({"number_4": ""}, "Step 5: say how many days"),
        ({"number_4": "0"}, "Step 5: say how many days"),
        ({"number_4": "-3"}, "greater than or equal to 0"),
        ({"number_4": "x"}, "Enter a whole number"),
        ({"number_4": "400"}, "at most 365 days"),
        ({"number_4": "9" * 40}, "at most 365 days"),
        ({"number_4": "5"}, "Escalation goes up"),
        ({"side_4": "before"}, "Only the owner"),
        ({"whom_4": "stand_in"}, "not one of the available choices"),
        ({"number_1": "14"}, "twice on one day"),
        ({"repeat_every": "0"}, "never end"),
        ({"repeat_longest": "3"}, "cannot be shorter"),
        ({"repeat_every": ""}, "This cannot be empty"),
        ({"shortfall_after": "0"}, "From 1 to 365"),
        ({"quiet_from": "25:00"}, "Give a time of the day"),
        ({"days": "lunar"}, "not one of the available choices"),
    ],
)
def test_a_policy_that_cannot_be_kept_is_refused_with_what_is_wrong(cast, browse, changes, says):
    url = at("policy_edit", system_policy())
    browser = browse(cast.root)
    for button in ("", "keep"):
        answer = press(browser, url, button, **changes)
        assert answer.status_code == 422
        assert says in text(answer)
    assert Policy.objects.count() == 1


def test_two_who_change_it_at_once_do_not_write_over_each_other(cast, browse):
    url = at("policy_edit", system_policy())
    browser = browse(cast.root)
    effect = press(browser, url, number_3="9")
    keep(cast)
    answer = press(browser, url, "keep", page=effect)
    assert answer.status_code == 409
    assert "Somebody else changed this policy" in text(answer)
    assert Policy.objects.count() == 2
    assert keep_it(browser, url).status_code == 302  # whoever was warned may go on
    assert Policy.objects.get(in_force=True).number == 3


def test_a_policy_of_its_own_begins_as_the_one_that_decides_now(cast, browse):
    browser = browse(cast.lee)
    keep(cast, Step("owner", -21), OWNER)
    answer = browser.get(f"{NEW}?entity={cast.hospital.pk}&kind=review")
    sent = fields_of(answer)
    assert (sent["entity"], sent["kind"]) == ([str(cast.hospital.pk)], ["review"])
    assert (sent["number_0"], sent["side_0"]) == (["21"], ["before"])
    kept = keep_it(browser, NEW, entity=str(cast.hospital.pk), kind="review")
    made = Policy.objects.get(entity=cast.hospital)
    assert kept.url == at("policy", made)
    assert (made.kind, made.number) == ("review", 1)


def test_a_lead_keeps_none_for_the_whole_system(cast, browse):
    answer = press(browse(cast.lee), NEW, entity="")
    assert answer.status_code == 422
    assert keep_it(browse(cast.root), NEW, entity="", kind="action").status_code == 302
    assert Policy.objects.get(kind="action").entity is None


def test_a_lead_of_one_place_keeps_none_for_another(cast, browse):
    bob = seat(cast.bob, Role.LEAD, cast.clinic)
    answer = press(browse(bob), NEW, entity=str(cast.hospital.pk))
    assert answer.status_code == 403
    assert not Policy.objects.filter(entity=cast.hospital).exists()


@pytest.mark.parametrize("name", ["alice", "bob", "charlie", "erin", "ada", "nobody"])
@pytest.mark.parametrize("button", ["", "keep", "more", "back"])
def test_others_cannot_press_any_button(cast, browse, name, button):
    url = at("policy_edit", keep(cast, entity=cast.hospital))
    sent = fields_of(browse(cast.root).get(url)) | {"step": button}
    assert browse(getattr(cast, name)).post(url, sent).status_code == 403
    assert Policy.objects.filter(entity=cast.hospital).count() == 1


@pytest.mark.parametrize("query", ["entity=x", "entity=987654"])
def test_a_place_that_is_not_there_is_not_found(cast, browse, query):
    assert browse(cast.root).get(f"{NEW}?{query}").status_code == 404


def test_an_unknown_kind_is_not_asked_for(cast, browse):
    assert fields_of(browse(cast.root).get(f"{NEW}?kind=flying"))["kind"] == [""]


def test_one_can_do_without_it_for_a_reason(cast, browse):
    own = keep(cast, entity=cast.hospital)
    browser, url = browse(cast.lee), at("policy_retire", own)
    assert press(browser, url, reason="").status_code == 422
    answer = browser.post(url, fields_of(browser.get(url)) | {"reason": "Not needed."}, follow=True)
    assert "What decides now: The whole system, all commitments." in text(answer)
    assert "Not in force any more" in text(answer)
    assert not Policy.objects.get(pk=own.pk).in_force


def test_what_is_out_of_force_or_holds_everywhere_cannot_be_done_without(cast, browse):
    own = keep(cast, entity=cast.hospital)
    retire_policy(actor=cast.root, policy=own, reason="Not needed.")
    for policy in (own, system_policy()):
        answer = press(browse(cast.root), at("policy_retire", policy), reason="Away with it.")
        assert answer.status_code == 422


def test_markup_in_a_name_is_text(cast, browse):
    cast.hospital.name = "<b>Hospital"
    cast.hospital.save()
    own = keep(cast, entity=cast.hospital)
    for url in (URL, at("policy", own), at("policy_edit", own)):
        assert "<b>Hospital" not in text(browse(cast.root).get(url))


def test_a_commitment_leads_to_the_policy_that_decides_for_it(cast, browse):
    made = make_promise(cast.lee, cast.alice, initiative=cast.initiative)
    own = keep(cast, entity=cast.hospital)
    page = text(browse(cast.alice).get(reverse("commitment", args=[made.pk])))
    assert at("policy", own) in page


@pytest.mark.parametrize("rows", [1, 3])
def test_one_policy_and_three_take_the_same_queries(cast, browse, count_queries, rows):
    for kind in ("action", "answer", "review")[:rows]:
        keep(cast, entity=cast.hospital, kind=kind)
        keep(cast)
    browser = browse(cast.alice)
    assert len(browser.get(URL).context["others"]) == rows
    assert count_queries(browser, URL) == 9
    assert count_queries(browser, at("policy", system_policy())) == 8


def test_an_effect_is_seen_only_of_what_one_may_see(cast, browse):
    chief = seat(make_user("Chief"), Role.LEAD, cast.clinic)
    make_promise(cast.lee, cast.alice, -10, "Hire two", initiative=cast.initiative)
    effect = press(browse(chief), NEW, entity=str(cast.clinic.pk))
    assert effect.status_code == 200
    assert "Hire two" not in text(effect)
