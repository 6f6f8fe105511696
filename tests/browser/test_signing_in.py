"""A passkey, by the browser's own virtual authenticator; no address of bare numbers has any."""

import pytest
from playwright.sync_api import expect


@pytest.fixture
def window(browser, system):
    """A window at the system's name, with an authenticator that always says yes."""
    context = browser.new_context(base_url=system.url.replace("127.0.0.1", "localhost"))
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    yield page
    context.close()


def test_a_passkey_is_added_and_signs_in_alone(window):
    complaints = []
    window.on("console", lambda said: complaints.append(said.text) if said.type == "error" else 0)
    window.goto("/demo/")
    window.get_by_role("button", name="Sign in as").first.click()
    window.wait_for_url(lambda url: "/demo/" not in url)
    window.goto("/accounts/2fa/")
    window.get_by_role("link", name="Add a passkey or key").click()
    window.get_by_label("Name of this key").fill("My laptop")
    window.get_by_label("Sign in with this key alone").check()
    window.get_by_role("button", name="Add this key").click()
    expect(window.get_by_role("heading", name="Recovery codes")).to_be_visible()
    window.goto("/accounts/2fa/")
    expect(window.get_by_text("My laptop").first).to_be_visible()
    window.context.clear_cookies()
    window.goto("/accounts/login/?next=/accounts/2fa/")
    window.get_by_role("button", name="Sign in with a passkey").click()
    expect(window.get_by_role("heading", name="Second step at sign-in")).to_be_visible()
    expect(window.get_by_text("My laptop").first).to_be_visible()
    window.get_by_role("link", name="Remove My laptop").click()
    window.get_by_role("button", name="Remove the key").click()
    expect(window.get_by_text("With a passkey your fingerprint")).to_be_visible()
    assert complaints == []
