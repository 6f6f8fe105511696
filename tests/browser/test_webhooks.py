"""A webhook in a browser: added, tested against a receiver, and every page of it well."""

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

import pytest
from playwright.sync_api import expect

from tests.browser.looking import problems, problems_here


class Receiver(BaseHTTPRequestHandler):
    came = Event()

    def do_POST(self):
        self.rfile.read(int(self.headers["content-length"]))
        self.send_response(204)
        self.end_headers()
        self.came.set()

    def log_message(self, *args):
        """Nothing to see."""


@pytest.fixture
def address():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/in"
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_webhook_is_added_tested_and_closed(window, address):
    visitor = window("admin")
    page = visitor.page
    page.goto("/webhooks/new/")
    page.get_by_label("Name").fill("Engine")
    page.get_by_label("Address").fill(address)
    page.get_by_label("commitment.made", exact=True).check()
    page.get_by_role("button", name="Add the webhook").click()
    expect(page.locator(".secret")).to_contain_text("whsec_")
    assert problems_here(visitor) == []
    page.get_by_role("link", name="I have copied it").click()
    path = page.url.partition("/webhooks/")[2]
    page.get_by_role("link", name="Send a test").click()
    page.get_by_role("button", name="Send a test").click()
    assert Receiver.came.wait(60)
    delivered = page.get_by_text("Delivered")
    for _ in range(20):
        page.reload()
        if delivered.count():
            break
    assert problems_here(visitor) == []
    page.get_by_role("link", name="webhook.test").click()
    assert problems_here(visitor) == []
    page.get_by_role("link", name="Send it again").click()
    assert problems_here(visitor) == []
    here = f"/webhooks/{path}"
    assert problems(visitor, "/webhooks/") == []
    for action in ("edit", "rotate", "disable", "close", "test", "replay"):
        assert problems(visitor, f"{here}{action}/") == [], action
    page.goto(f"{here}disable/")
    page.get_by_role("button", name="Disable the webhook").click()
    assert problems_here(visitor) == []
    assert problems(visitor, f"{here}enable/") == []
    page.goto(f"{here}close/")
    page.get_by_role("button", name="Close the webhook").click()
    expect(page.get_by_text("The webhook is closed.")).to_be_visible()
