"""Every address of the resolver that is no operation of the API, each with a record of its kind.

A new page whose kind of record is not known fails: say in RECORDS which it shows.
"""

import re
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.test import Client, RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver

from tests.api.world import World
from tests.factories import rolled_back
from tests.permissions.places import System
from tests.permissions.walking import Asked
from tests.qi_tracker.every_url import filled

PART = re.compile(r"<(?:(\w+):)?(\w+)>")
# What `<int:pk>` stands for, by how an address begins; the longest beginning counts.
NOBODYS = "987654321"
RECORDS = {
    "accounts/2fa/webauthn/keys/": NOBODYS,
    "administration/frameworks/": "framework",
    "administration/jobs/": "job",
    "administration/reminders/messages/": "delivery",
    "administration/switches/": "switch",
    "administration/vocabularies/": "origin",
    "alignments/": "alignment",
    "commitments/": "commitment",
    "community/": "voice",
    "community/answers/": "report_back",
    "community/themes/": "theme",
    "crosswalk/": "outside",
    "crosswalk/links/": "link",
    "crosswalk/requirements/": "asked",
    "cycles/": "cycle",
    "definitions/": "definition",
    "drivers/": "idea",
    "entities/": "clinic",
    "exports/": "export",
    "imports/": "register",
    "initiatives/": "initiative",
    "measures/": "measure",
    "measures/events/": "chart_event",
    "measures/imports/": "brought",
    "mine/cover/": "cover",
    "mine/messages/": "delivery",
    "observations/": "figure",
    "people/": "bob",
    "people/groups/": "group_role",
    "phases/": "phase",
    "policies/": "policy",
    "policies/holidays/": "holiday",
    "principles/": "principle",
    "profile/tokens/": "my_token",
    "reviews/": "review",
    "roles/": "seat",
    "services/": "service",
    "shortfalls/": "answered",
    "signals/": "signal",
    "views/": "view",
    "webhooks/": "hook",
    "webhooks/deliveries/": "hook_delivery",
    "workforce/benchmarks/": "adults",
    "workforce/counts/": "heads",
    "workforce/families/": "nurses",
}
# Actions that are for a record in another state, by the name of the address.
IN_STATE = {
    "answer_approve": "drafted_answer",
    "answer_decide": "drafted_answer",
    "answer_publish": "approved_answer",
    "answer_return": "approved_answer",
    "answer_word": "drafted_answer",
    "commitment_end_snooze": "snoozed",
    "entity_apart": "former",
    "export_cancel": "waiting",
    "initiative_lasted": "ended",
    "initiative_resume": "held",
    "measure_approve": "drafted",
    "message_repeat": "failed",
    "person_erase": "gone",
    "shortfall_accept": "proposed",
    "shortfall_decide": "unsafe",
    "shortfall_dismiss": "proposed",
    "shortfall_keep": "returned",
    "shortfall_reopen": "put_by",
    "shortfall_split": "merged",
    "shortfall_unrestrict": "secret",
    "voice_assign": "new_voice",
    "voice_let_in": "new_voice",
    "vocabulary_offer": "retired",
    "voice_reopen": "closed_voice",
    "webhook_enable": "hook_off",
}
CHOSEN = dict.fromkeys(("initiative_decide", "shortfall_decide"), "?do=accept_risk") | {
    "commitment_decide": "?do=unblock"
}
FIXED = {"language": "es", "kind": "messages", "secret": "x", "token": "x"}
NO_OPERATIONS = ("api/v1/schema/", "api/v1/docs/")
NONE = "no way"
OWN = "Own"
FORM = "application/x-www-form-urlencoded"
ANSWERS = {403: "403", 404: "404", 405: NONE}


def everything() -> list[Asked]:
    """Each address, to be opened and to be sent an empty form."""
    found = dict(below(get_resolver().url_patterns, ""))
    return [found[path] for path in sorted(found) if is_page(path)]


def is_page(path: str) -> bool:
    """Probes answer by how the system stands; operations of the API are walked with their calls."""
    return path.startswith(NO_OPERATIONS) or not path.startswith(("api/", "healthz/"))


def below(patterns: Any, start: str) -> Iterator[tuple[str, Asked]]:
    for one in patterns:
        route = start + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from below(one.url_patterns, route)
        elif isinstance(one, URLPattern):
            shown = filled(route) if "(?P<" in route else PART.sub(r"{\2}", route)
            path = address(route, one.name or "")
            yield route, Asked(f"/{shown.replace('{pk}', '{id}')}", "PAGE", path)


def address(route: str, name: str) -> str:
    """The route with the record that it shows as `$name`, and a word for what else varies."""
    if "(?P<" in route:
        return filled(route)
    beginnings = [one for one in RECORDS if route.startswith(one)]
    record = IN_STATE.get(name) or (RECORDS[max(beginnings, key=len)] if beginnings else "")
    assert record or "<int:pk>" not in route, f"What does {route} show? Say so in {__name__}."
    words = FIXED | {"pk": record if record == NOBODYS else f"${record}"}
    return PART.sub(lambda found: words.get(found[2], "x"), route) + CHOSEN.get(name, "")


class Browser:
    """Opens pages as each of the people, signed in once.

    It asks the handler itself: the client of the tests would keep the context of every template.
    """

    def __init__(self, system: System) -> None:
        self.cookies = {who: self.sign_in(one) for who, one in system.people.items()}
        self.factory, self.handler = RequestFactory(), BaseHandler()
        self.handler.load_middleware()

    def sign_in(self, person: Any) -> str:
        client = Client()
        client.force_login(person)
        return client.cookies[settings.SESSION_COOKIE_NAME].value

    def ask(self, who: str, method: str, path: str) -> str:
        """What came of it, in a word; what a form did is undone before the next."""
        request = self.factory.generic(method, path, content_type=FORM)
        if who in self.cookies:
            request.COOKIES[settings.SESSION_COOKIE_NAME] = self.cookies[who]
        request._dont_enforce_csrf_checks = True  # type: ignore[attr-defined]
        with rolled_back():
            return answer(method, self.handler.get_response(request))

    def __call__(self, who: str, asked: Asked, world: World) -> str:
        """What sending the form and opening the page lead to, as one word.

        Whom a form elsewhere refuses is not shown it there: both ask the same rule first.
        """
        path = f"/{world.filled(asked.path)}"
        sent = self.ask(who, "POST", path)
        if sent not in (NONE, "may") and getattr(world, "name", OWN) != OWN:
            return sent
        return in_a_word(self.ask(who, "GET", path), sent)


def answer(method: str, response: Any) -> str:
    """Whether it came to the page itself, in a word; whose form is sent is told more than 200."""
    if method == "POST" and response.status_code == 200:
        return NONE
    if response.status_code == 302 and "/accounts/login/" in response["Location"]:
        return "sign in"
    if response.status_code >= 500:
        return str(response.status_code)
    return ANSWERS.get(response.status_code, "may")


def in_a_word(opened: str, sent: str) -> str:
    """`see` is to open and not to send; a page that only reads is seen."""
    if sent == NONE:
        return "see" if opened == "may" else opened
    if opened in (NONE, sent):
        return sent
    return "see" if (opened, sent) == ("may", "403") else f"{opened}, {sent}"
