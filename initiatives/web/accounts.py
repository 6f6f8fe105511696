"""How sign-in by allauth fits this product: no public sign-up, landing by role, links in mails."""

from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings
from django.http import HttpRequest

from initiatives.people.models import User
from initiatives.people.signing_in import signed_in
from initiatives.web.access import landing_url
from initiatives.web.frame import viewer_of
from initiatives.web.languages import spoken_to


class Backend(AuthenticationBackend):  # type: ignore[misc]
    """allauth's, which reads with each signed-in person what every rule asks of them."""

    def get_user(self, user_id: Any) -> User | None:
        person = signed_in(user_id)
        return person if person and self.user_can_authenticate(person) else None


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by administrators; the words and the look are in templates/account."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: an administrator makes the account."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """To the page that the person's role comes for, unless they were on the way to another."""
        return landing_url(viewer_of(request))

    def get_reset_password_from_key_url(self, key: str) -> str:
        """The link of a reset mail leads to the system's own address, whatever host was asked."""
        asked = super().get_reset_password_from_key_url(key)
        return f"{settings.SITE_URL}{urlsplit(asked).path}"

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """In the language that its reader chose; to an address of nobody, in the asker's."""
        with spoken_to(context.get("user")):
            super().send_mail(template_prefix, email, context)
