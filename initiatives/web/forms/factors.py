"""The forms of second factors by allauth, in the words of the rest of the product."""

from typing import Any

from allauth.mfa.base import forms as base
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.utils.translation import gettext_lazy as _


class Coded:
    """A code that is typed: its field says where it stands, and takes digits on a phone."""

    fields: dict[str, forms.Field]
    help = _("Six digits from your authenticator app, or one of your recovery codes.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        code = self.fields["code"]
        code.label, code.help_text = _("Code"), self.help
        attributes = {"autocomplete": "one-time-code", "inputmode": "numeric", "class": "short"}
        code.widget = forms.TextInput(attributes)


class AuthenticateForm(Coded, base.AuthenticateForm):  # type: ignore[misc]
    """The second step of a sign-in."""


class ReauthenticateForm(Coded, base.ReauthenticateForm):  # type: ignore[misc]
    """A code once more, before something that touches the account."""


class ActivateForm(Coded, totp.ActivateTOTPForm):  # type: ignore[misc]
    """The first code of an app, which shows that it holds the key."""

    help = _("The six digits that the app shows now.")


class Named:
    """A key gets a name by which its owner tells it from others."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of this key")
        if passwordless := self.fields.get("passwordless"):
            passwordless.label = _("Sign in with this key alone")
            passwordless.help_text = _(
                "A passkey: it asks for your fingerprint, face or PIN, and you need no password."
            )


class AddKeyForm(Named, webauthn.AddWebAuthnForm):  # type: ignore[misc]
    """A new passkey or security key."""


class EditKeyForm(Named, webauthn.EditWebAuthnForm):  # type: ignore[misc]
    """Another name for a key."""
