"""Second steps: an app, and a passkey by the browser's own virtual authenticator."""

import pytest
from playwright.sync_api import expect

from tests.browser.looking import problems_here, wrong
from tests.initiatives.web.signing.test_factors import code_of

PASSWORD = "three long plain words"


@pytest.fixture
def keyed(visit, system):
    """A person with an authenticator that always says yes; no address of bare numbers has any."""
    visitor = visit("member", base_url=system.url.replace("127.0.0.1", "localhost"))
    session = visitor.context.new_cdp_session(visitor.page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return visitor


def test_a_passkey_is_added_and_signs_in_alone(keyed):
    page = keyed.page
    page.goto("/accounts/2fa/")
    page.get_by_role("link", name="Add a passkey or key").click()
    page.get_by_label("Name of this key").fill("My laptop")
    page.get_by_label("Sign in with this key alone").check()
    page.get_by_role("button", name="Add this key").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    assert wrong(keyed, "/accounts/2fa/webauthn/", "/accounts/2fa/webauthn/reauthenticate/") == {}
    page.goto("/accounts/2fa/")
    page.get_by_role("link", name="Rename My laptop").click()
    assert problems_here(keyed) == []
    keyed.context.clear_cookies()
    page.goto("/accounts/login/?next=/accounts/2fa/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("heading", name="Second step at sign-in")).to_be_visible()
    page.get_by_role("link", name="Remove My laptop").click()
    assert problems_here(keyed) == []
    page.get_by_role("button", name="Remove the key").click()
    expect(page.get_by_text("With a passkey your fingerprint")).to_be_visible()
    assert keyed.complaints == []


def test_each_page_of_an_app_is_well(visit):
    visitor, again = visit("auditor"), visit()
    page = visitor.page
    page.goto("/accounts/password/set/")
    assert problems_here(visitor) == []
    for name in ("password1", "password2"):
        page.locator(f"[name={name}]").fill(PASSWORD)
    page.get_by_role("button", name="Set this password").click()
    page.goto("/accounts/2fa/totp/activate/")
    page.locator("[name=code]").fill(code_of(page.locator("code").inner_text()))
    page.get_by_role("button", name="Set up the app").click()
    assert problems_here(visitor) == []
    below = ("recovery-codes/generate/", "totp/deactivate/", "reauthenticate/")
    looked_at = [f"/accounts/2fa/{path}" for path in below]
    assert wrong(visitor, "/accounts/2fa/", "/accounts/reauthenticate/", *looked_at) == {}
    sign_in_by_password(again.page)
    expect(again.page.get_by_role("heading", name="One step more")).to_be_visible()
    assert problems_here(again) == []
    page.goto("/accounts/2fa/totp/deactivate/")
    page.get_by_role("button", name="Remove the app").click()
    expect(page.get_by_text("An app on your phone shows a new code")).to_be_visible()


def sign_in_by_password(page):
    page.goto("/accounts/login/")
    page.locator("[name=login]").fill("auditor@demo.example")
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
