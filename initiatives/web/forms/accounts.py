"""The sign-in forms of allauth, in the words of the rest of the product."""

from typing import Any

from allauth.account import forms as allauth
from django import forms

from initiatives.base.lazy import gettext_lazy as _

EMAIL, NOW = _("E-mail address"), _("Password")
NEW, AGAIN = _("New password"), _("New password, once more")
STAY = _("Keep me signed in for twelve hours")


class LoginForm(allauth.LoginForm):  # type: ignore[misc]
    """Sign in with an e-mail address and a password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name(self, login=EMAIL, password=NOW, remember=STAY)


class ResetPasswordForm(allauth.ResetPasswordForm):  # type: ignore[misc]
    """Ask for a link to set a new password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name(self, email=EMAIL)


class ResetPasswordKeyForm(allauth.ResetPasswordKeyForm):  # type: ignore[misc]
    """Set a new password through the link."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name(self, password1=NEW, password2=AGAIN)


class ChangePasswordForm(allauth.ChangePasswordForm):  # type: ignore[misc]
    """Change a password that one knows."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name(self, oldpassword=_("Password until now"), password1=NEW, password2=AGAIN)


def name(form: forms.Form, **labels: str) -> None:
    """Label the fields; a label stands above each, so nothing is written inside it too."""
    for key, label in labels.items():
        field = form.fields[key]
        field.label = label
        field.widget.attrs.pop("placeholder", None)
        if key != "password1":
            field.help_text = ""
