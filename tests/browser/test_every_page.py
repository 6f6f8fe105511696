"""Every page, in light and dark, at desk and phone width: axe, the policy, no sideways scroll."""

import pytest

from tests.browser.looking import problems

NOT_PAGES = {  # what these names answer is no page of ours to look at
    "home": "a redirect",
    "history_export": "a file",
    "initiative_cite": "takes a POST only",
    "saved_view_save": "takes a POST only",
    "saved_view_delete": "needs a saved view; asked in test_journeys",
    "token_revoke": "needs a token; asked in test_journeys",
    "role_end": "needs a role, which the API does not list; asked in test_journeys",
    "import_run": "needs an upload; asked in test_journeys",
    "measure_correct": "needs a figure, which the API does not list; asked in test_figures",
    "measure_import_run": "needs an upload; asked in test_figures",
    "commitment_snooze": "for its owner alone; asked in test_reminding",
    "commitment_end_snooze": "for its owner alone; asked in test_reminding",
    "cover_agree": "needs a request to oneself; asked in test_reminding",
    "cover_decline": "needs a request to oneself; asked in test_reminding",
    "cover_end": "needs a cover of one's own; asked in test_reminding",
    "engine_start": "while it is stopped; asked in test_administration",
    "engine_release": "while it is held; asked in test_administration",
    "measure_approve": "needs a draft; asked in test_measuring",
    "measure_reference": "needs a vocabulary of the measure; asked in test_measuring",
    "measure_event_remove": "needs an event; asked in test_measuring",
    "phase_approve": "needs a proposal; asked in test_measuring",
    "phase_withdraw": "needs a phase; asked in test_measuring",
    "holiday_remove": "needs a holiday; asked in test_administration",
    "my_message": "needs a message to oneself; asked in test_reminding",
    "voice_reopen": "needs a closed voice; asked in test_voices",
    "theme_edit": "needs a theme, which the API does not list; asked in test_voices",
    "language_confirm": "named by a language; asked in test_voices",
    "answer_return": "needs an approved answer; asked in test_voices",
    "answer_publish": "needs an approved answer; asked in test_feedback",
    "calendar": "a file for calendar programs",
    "measure_export": "a file",
    "measure_chart": "a file",
    "measure_chart_png": "a file",
    "acknowledge_link": "needs a signed link; asked in test_reminding",
    "unsubscribe_link": "needs a signed link; asked in test_reminding",
}
PUBLIC = [
    "/accounts/login/",
    "/accounts/password/reset/",
    "/accounts/password/reset/done/",
    "/demo/",
    "/feedback/",
    "/feedback/answer/",
    "/feedback/answers/",
]
AS_ADMIN = {
    "/status/": (),
    "/status/cell/?principle={}&entity={}": ("principles/", "entities/?kind=system"),
    "/mine/": (),
    "/mine/reminders/": (),
    "/mine/reminding/": (),
    "/mine/reminding/chat/": (),
    "/mine/reminding/chat/off/": (),
    "/mine/reminding/calendar/": (),
    "/mine/reminding/calendar/off/": (),
    "/mine/cover/": (),
    "/mine/cover/ask/": (),
    "/workspace/": (),
    "/initiatives/": (),
    "/initiatives/?q=nothing+is+called+this": (),
    "/initiatives/new/": (),
    "/initiatives/{}/": ("initiatives/?stage=testing",),
    "/initiatives/{}/edit/": ("initiatives/?stage=testing",),
    "/initiatives/{}/stage/": ("initiatives/?unowned=true",),
    "/initiatives/{}/align/": ("initiatives/",),
    "/alignments/{}/edit/": ("alignments/",),
    "/alignments/{}/withdraw/": ("alignments/",),
    "/alignments/{}/assess/": ("alignments/",),
    "/measures/": (),
    "/measures/?kind=balancing&q=nothing+is+called+this": (),
    "/measures/new/": (),
    "/measures/new/?initiative={}": ("initiatives/",),
    "/measures/{}/edit/": ("measures/",),
    "/measures/{}/definitions/": ("measures/",),
    "/measures/{}/draft/": ("measures/",),
    "/measures/{}/phases/": ("measures/",),
    "/measures/{}/events/new/": ("measures/",),
    "/measures/{}/comparison/": ("measures/",),
    "/measures/{}/meeting/": ("measures/",),
    "/commitments/": (),
    "/commitments/new/?initiative={}": ("initiatives/",),
    "/commitments/{}/": ("commitments/?state=open",),
    "/commitments/{}/reminders/": ("commitments/?overdue=true",),
    "/commitments/{}/acknowledge/": ("commitments/?state=open",),
    "/commitments/{}/fulfil/": ("commitments/?state=open",),
    "/commitments/{}/move/": ("commitments/?state=open",),
    "/commitments/{}/reassign/": ("commitments/?state=open",),
    "/commitments/{}/withdraw/": ("commitments/?state=open",),
    "/shortfalls/": (),
    "/shortfalls/new/?principle={}": ("principles/",),
    "/shortfalls/{}/": ("shortfalls/?state=open",),
    "/shortfalls/{}/edit/": ("shortfalls/?state=open",),
    "/shortfalls/{}/assign/": ("shortfalls/?state=open",),
    "/shortfalls/{}/accept/": ("shortfalls/?state=proposed",),
    "/shortfalls/{}/dismiss/": ("shortfalls/?state=proposed",),
    "/shortfalls/{}/close/": ("shortfalls/?state=open",),
    "/shortfalls/{}/reopen/": ("shortfalls/?state=closed",),
    "/signals/": (),
    "/signals/{}/": ("signals/?state=open",),
    "/signals/{}/dismiss/": ("signals/?state=open",),
    "/measures/{}/enter/": ("measures/",),
    "/measures/{}/observations/": ("measures/",),
    "/measures/{}/import/": ("measures/",),
    "/community/": (),
    "/community/enter/": (),
    "/community/figures/": (),
    "/community/{}/": ("feedback/?state=themed",),
    "/community/{}/let-in/": ("feedback/?set_aside=true",),
    "/community/{}/assign/": ("feedback/?state=themed",),
    "/community/{}/move/": ("feedback/?state=themed",),
    "/community/{}/theme/": ("feedback/?state=themed",),
    "/community/{}/link/": ("feedback/?state=themed",),
    "/community/{}/review/": ("feedback/?state=themed",),
    "/community/{}/shortfall/": ("feedback/?state=themed",),
    "/community/{}/close/": ("feedback/?state=themed",),
    "/community/{}/contact/": ("feedback/?state=themed",),
    "/community/{}/forget/": ("feedback/?state=themed",),
    "/community/themes/": (),
    "/community/themes/new/": (),
    "/community/languages/": (),
    "/community/answers/": (),
    "/community/answers/new/?feedback={}": ("feedback/?state=themed",),
    "/community/answers/{}/": ("report-backs/?state=draft",),
    "/community/answers/{}/word/": ("report-backs/?state=draft",),
    "/community/answers/{}/decide/": ("report-backs/?state=draft",),
    "/community/answers/{}/approve/": ("report-backs/?state=draft",),
    "/principles/": (),
    "/principles/{}/": ("principles/",),
    "/definitions/": (),
    "/definitions/{}/": ("definitions/",),
    "/definitions/approve/?term=equity": (),
    "/measures/{}/": ("measures/?q=screening",),
    "/measures/{}/groups/": ("measures/?q=readmission",),
    "/entities/": (),
    "/entities/{}/": ("entities/?kind=hospital",),
    "/entities/new/": (),
    "/entities/{}/edit/": ("entities/?kind=hospital",),
    "/entities/{}/move/": ("entities/?kind=hospital",),
    "/people/": (),
    "/people/new/": (),
    "/people/{}/": ("people/",),
    "/people/{}/roles/": ("people/",),
    "/people/{}/close/": ("people/?q=laboratory.director",),
    "/profile/": (),
    "/profile/tokens/": (),
    "/history/": (),
    "/policies/": (),
    "/policies/new/": (),
    "/policies/{}/": ("policies/",),
    "/policies/{}/edit/": ("policies/",),
    "/policies/{}/retire/": ("policies/",),
    "/policies/holidays/": (),
    "/policies/holidays/new/": (),
    "/policies/holidays/fill/": (),
    "/administration/reminders/": (),
    "/administration/reminders/stop/": (),
    "/administration/reminders/preview/": (),
    "/administration/reminders/messages/": (),
    "/administration/reminders/messages/{}/": ("deliveries/?state=sent",),
    "/administration/reminders/messages/{}/repeat/": ("deliveries/?state=sent",),
    "/imports/": (),
    "/imports/new/": (),
    "/accounts/logout/": (),
    "/accounts/password/change/": (),
    "/nothing/is/here/": (),
    "/api/v1/docs/": (),
}


@pytest.mark.parametrize("path", PUBLIC)
def test_a_public_page_is_well(window, path):
    assert problems(window(None), path) == []


@pytest.mark.parametrize("path", AS_ADMIN)
def test_a_page_is_well(window, first, path):
    keys = [first(query) for query in AS_ADMIN[path]]
    assert problems(window("admin"), path.format(*keys)) == []


def test_no_page_is_left_out():
    from initiatives.web.urls import urlpatterns

    names = {pattern.name: str(pattern.pattern) for pattern in flattened(urlpatterns)}
    looked_at = [path.split("?")[0].lstrip("/") for path in (*AS_ADMIN, *PUBLIC)]
    shapes = {path.replace("{}", "<int:pk>") for path in looked_at}
    left_out = {name for name, shape in names.items() if shape not in shapes} - set(NOT_PAGES)
    assert left_out == set()


def flattened(patterns):
    for pattern in patterns:
        if hasattr(pattern, "url_patterns"):
            yield from flattened(pattern.url_patterns)
        else:
            yield pattern
