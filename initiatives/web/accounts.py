"""How sign-in by allauth fits this product: no public sign-up, landing by role, links in mails."""

import logging
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.internal.stagekit import clear_login
from django.conf import settings
from django.contrib import messages
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from initiatives.base import clock
from initiatives.people import queries, services
from initiatives.people.models import User
from initiatives.people.signing_in import signed_in
from initiatives.web.access import landing_url
from initiatives.web.factors import CHANGES, HAD
from initiatives.web.frame import viewer_of
from initiatives.web.institutions.adapter import with_second_factor
from initiatives.web.languages import spoken_to
from initiatives.web.sessions import BEGAN, SEEN

BY_INSTITUTION = _("Sign in through your institution; passwords are for emergencies here.")
TOO_MANY = _(
    "Too many attempts to sign in to this account, or from this network. Wait five minutes, then "
    "try again. If it was not you who tried, tell an administrator."
)
SAID_ONCE_IN = 15 * 60  # seconds
FRESH = timedelta(minutes=5)
STAGES = {"allauth.mfa.stages.AuthenticateStage": "initiatives.web.factors.Stage"}
log = logging.getLogger(__name__)


class Backend(AuthenticationBackend):  # type: ignore[misc]
    """allauth's, which reads with each signed-in person what every rule asks of them."""

    def get_user(self, user_id: Any) -> User | None:
        person = signed_in(user_id)
        return person if person and self.user_can_authenticate(person) else None

    def user_can_authenticate(self, user: Any) -> bool:
        """A service calls the API with its tokens and never signs in, whatever its password."""
        return bool(super().user_can_authenticate(user)) and not user.is_service


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by administrators; the words and the look are in templates/account."""

    error_messages = DefaultAccountAdapter.error_messages | {"too_many_login_attempts": TOO_MANY}

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: an administrator makes the account, or the institution that sends somebody."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """To the page that the person's role comes for, unless they were on the way to another."""
        return landing_url(viewer_of(request))

    def get_reset_password_from_key_url(self, key: str) -> str:
        """The link of a reset mail leads to the system's own address, whatever host was asked."""
        asked = super().get_reset_password_from_key_url(key)
        return f"{settings.SITE_URL}{urlsplit(asked).path}"

    def get_login_stages(self) -> list[str]:
        """allauth's, with our own second step."""
        return [STAGES.get(stage, stage) for stage in super().get_login_stages()]

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not while the sign-in is fresh: asking twice within minutes shows nothing new."""
        began = self.request.session.get(BEGAN, "")
        fresh = (clock.now() - FRESH).isoformat()
        return not began > fresh

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """allauth's; who came through an institution and has none of them signs in again."""
        again = {
            "id": "sign_in_again",
            "description": _("Sign in again"),
            "url": reverse("account_sign_in_again"),
        }
        return super().get_reauthentication_methods(user) or [again]

    def pre_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse | None:
        """Where institutions do it, no other way leads in but the one for emergencies."""
        by_institution = (kwargs.get("signal_kwargs") or {}).get("sociallogin")
        closed = settings.LOCAL_SIGN_IN == "break-glass" and not user.break_glass
        if closed and not by_institution and user.is_active:
            clear_login(request)
            messages.error(request, str(BY_INSTITUTION))
            return redirect("account_login")
        refused: HttpResponse | None = super().pre_login(request, user, **kwargs)
        return refused

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        """Somebody is in: note how, and tell everyone of an emergency."""
        sociallogin = (kwargs.get("signal_kwargs") or {}).get("sociallogin")
        way = sociallogin.account.provider if sociallogin else "password or passkey"
        now = clock.now().isoformat()
        request.session[BEGAN] = request.session[SEEN] = now
        if with_second_factor(sociallogin):
            request.session[HAD] = True
        log.info("%s signed in by %s from %s", user.reference, way, self.get_client_ip(request))
        if user.break_glass:
            services.note_break_glass(person=user, address=self.get_client_ip(request))
        answer: HttpResponse = super().post_login(request, user, **kwargs)
        return answer

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """allauth's throttle; that it closed is noted once, on the account if there is one."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            address = self.get_client_ip(request)
            log.warning("Too many failed sign-ins to %s from %s", whose(credentials), address)
            person = queries.person_by_address(credentials.get("email") or "")
            if person is not None and cache.add(f"slowed:{person.pk}", "", SAID_ONCE_IN):
                services.note_slowed_down(person=person)
            raise

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """In the log by whose account it was: what was typed may be a password."""
        address = self.get_client_ip(request)
        log.warning("A sign-in to %s failed from %s", whose(credentials), address)

    def reauthenticate(self, user: User, password: str) -> bool:
        """By the address of the account, which allauth would look for among its own."""
        found = self.authenticate(self.request, email=user.email, password=password)
        return found is not None and found.pk == user.pk

    def send_notification_mail(
        self, template_prefix: str, user: User, context: Any = None, email: str | None = None
    ) -> None:
        """Tell the person what changed on their account; what touches a factor is history too."""
        if template_prefix in CHANGES:
            verb, what = CHANGES[template_prefix]
            person = queries.person(user, user.pk)  # a request has but a wrapper of it
            services.note_factor(person=person, verb=verb, what=what, by=person)
        super().send_notification_mail(template_prefix, user, context, email or user.email)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """In the language that its reader chose; to an address of nobody, in the asker's."""
        with spoken_to(context.get("user")):
            super().send_mail(template_prefix, email, context)


def whose(credentials: dict[str, Any]) -> str:
    """The account that somebody tries to get into, by its reference."""
    person = queries.person_by_address(credentials.get("email") or "")
    return person.reference if person else "an unknown account"
