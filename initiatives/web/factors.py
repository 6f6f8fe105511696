"""Second factors: who needs one, which sign-ins had one, and how their secrets are kept."""

from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest

from initiatives.community.sealing import seal, unseal
from initiatives.people.models import User
from initiatives.people.rules import holds_anywhere
from initiatives.web.frame import viewer_of
from initiatives.web.institutions.adapter import with_second_factor

HAD = "second_factor"
TYPES = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
CHANGES = {
    "mfa/email/totp_activated": ("set up a second factor of", "authenticator app"),
    "mfa/email/totp_deactivated": ("removed a second factor of", "authenticator app"),
    "mfa/email/webauthn_added": ("set up a second factor of", "passkey or security key"),
    "mfa/email/webauthn_removed": ("removed a second factor of", "passkey or security key"),
    "mfa/email/recovery_codes_generated": ("made recovery codes of", "recovery codes"),
}


class Adapter(DefaultMFAAdapter):  # type: ignore[misc]
    """The secrets of second factors are sealed with a key that is not in the database."""

    def encrypt(self, text: str) -> str:
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text)

    def build_totp_svg(self, url: str) -> str:
        """As a part of the page, on white: the policy of contents lets no picture in as data."""
        import qrcode
        from qrcode.image.svg import SvgPathFillImage

        image = qrcode.make(url, image_factory=SvgPathFillImage)
        return str(image.to_string(encoding="unicode"))

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        """The last one stays where the person's roles ask for one."""
        person = authenticator.user
        others = type(authenticator)._base_manager.filter(user=person, type__in=TYPES)
        return not needs_one(person) or others.exclude(pk=authenticator.pk).exists()


class Stage(AuthenticateStage):  # type: ignore[misc]
    """Asks for the second factor, unless the institution did."""

    def _should_handle(self, request: HttpRequest) -> bool:
        kept = self.login.signal_kwargs or {}
        return not with_second_factor(kept.get("sociallogin")) and super()._should_handle(request)


def needs_one(person: User) -> bool:
    """Whether this person may do nothing without a second factor."""
    return person.break_glass or holds_anywhere(person, *settings.SECOND_FACTOR_ROLES)


def lacks_one(request: HttpRequest) -> bool:
    """Whether the person of this session has to set one up first.

    Who has one was asked for it: there is no way past `Stage`. It is noted on the session, so that
    no page asks again.
    """
    person = viewer_of(request)
    if request.session.get(HAD) or not needs_one(person):
        return False
    if is_mfa_enabled(person, TYPES):
        request.session[HAD] = True
        return False
    return True
