import subprocess
import sys
import traceback

import pytest

from initiatives.accountability import chat
from initiatives.accountability.chat import ChatFailed, ChatRefused, send, service_of
from initiatives.base.errors import Invalid
from tests.outside import PUBLIC, closed_port, open_loopback, outside

SLACK = "https://hooks.slack.com/services/T01234567/B01234567/abcdefghijklmnopqrstuvwx"
TEAMS = (
    "https://westus.logic.azure.com:443/workflows/0123456789abcdef/triggers/manual/paths/invoke"
    "?api-version=2016-06-01&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=aB-_9"
)
POWER = (
    "https://x1.5c.environment.api.powerplatform.com:443/powerautomate/automations/direct/cu/07"
    "/workflows/0123456789abcdef/triggers/manual/paths/invoke?api-version=1&sv=1.0&sig=aB-_9"
)
DISCORD = "https://discord.com/api/webhooks/1234567890/aB-_9"
GOOGLE = "https://chat.googleapis.com/v1/spaces/AAA-_9/messages?key=k-_9&token=t%3D"
WEBEX = f"https://webexapis.com/v1/webhooks/incoming/{'aB9' * 30}"
MATTERMOST = f"https://chat.example.org/hooks/{'ab' * 13}"
WEBHOOK = "https://chat.example.org/in/x?token=a%20b&template=/etc/passwd&verify=no"
ADDRESSES = {
    "Slack": SLACK,
    "Microsoft Teams": TEAMS,
    "Discord": DISCORD,
    "Google Chat": GOOGLE,
    "Webex": WEBEX,
    "Mattermost": MATTERMOST,
    "Webhook": WEBHOOK,
}
HOSTS = (
    "hooks.slack.com",
    "westus.logic.azure.com",
    "discord.com",
    "chat.googleapis.com",
    "webexapis.com",
    "chat.example.org",
)
TITLE = "1 overdue"
TEXT = "Overdue (1)\n- Ask & list <names> (QI-1), late: https://qi.example.org/a_b/?x=1\nThe rest"


@pytest.fixture
def server(monkeypatch):
    """One server that plays all services."""
    open_loopback(monkeypatch)
    with outside(monkeypatch) as made:
        for host in HOSTS:
            made.name(host, made.server.place)
        yield made.server


@pytest.fixture
def names(monkeypatch):
    with outside(monkeypatch) as made:
        made.name("chat.example.org", PUBLIC)
        yield made


def sent(server, address, title=TITLE, text=TEXT):
    send(address, title=title, text=text)
    [asked] = server.asked
    return asked


def refusal(address):
    with pytest.raises(Invalid) as refused:
        service_of(address)
    assert list(refused.value.errors) == ["address"]
    return refused.value.message


@pytest.mark.parametrize(("name", "address"), [*ADDRESSES.items(), ("Microsoft Teams", POWER)])
def test_the_service_is_known_by_the_address_that_a_person_pastes(names, name, address):
    assert service_of(f" {address}\n") == name


def test_only_a_host_of_free_choice_is_looked_up(names):
    for address in ADDRESSES.values():
        service_of(address)
    assert set(names.looked_up) == {"chat.example.org"}


@pytest.mark.parametrize(
    ("address", "because"),
    [
        ("https://hooks.slack.com/services/T01234567", "incoming webhook"),
        ("https://hooks.slack.com/workflows/T0/A0/1/x", "incoming webhook"),
        ("https://example.slack.com/archives/C012345", "incoming webhook"),
        ("https://example.webhook.office.com/webhookb2/x", "add a workflow"),
        ("https://teams.microsoft.com/l/channel/x", "add a workflow"),
        (TEAMS.partition("?")[0], "add a workflow"),
        ("https://discord.com/channels/1/2", "webhook"),
        ("https://chat.googleapis.com/v1/spaces/AAA/messages?key=x", "whole address"),
        ("https://webexapis.com/v1/webhooks/incoming/short", "incoming webhook"),
        ("https://10.0.0.8/hook", "not on the public internet"),
        ("https://[::ffff:127.0.0.1]/", "not on the public internet"),
        ("https://unknown.invalid/hook", "not on the public internet"),
        ("https://chat.example.org:9000/hook", "Only the ports"),
        ("https://bob:secret@chat.example.org/hook", "before the @"),
        ("https://hooks.slack.com@chat.example.org/", "before the @"),
    ],
)
def test_another_address_is_refused_and_says_what_to_look_for(names, address, because):
    assert because in refusal(address)


@pytest.mark.parametrize(
    "address",
    [
        "slack://T0/B0/x",
        "workflows://x:443/a/b",
        "json://chat.example.org",
        "jsons://chat.example.org",
        "mailto://x@y.org",
        "dbus://",
        "syslog://",
        "windows://",
        "file:///etc/passwd",
        "exec:///bin/true",
        "http://hooks.slack.com/services/T0/B0/x",
        "bob",
        "",
    ],
)
def test_the_notation_of_apprise_and_anything_local_is_refused(address):
    assert "begins with https://" in refusal(address)
    with pytest.raises(ChatRefused, match="begins with https://"):
        send(address, title=TITLE, text=TEXT)


@pytest.mark.parametrize("name", ADDRESSES)
def test_a_message_reaches_the_address_that_was_pasted(server, name):
    asked = sent(server, ADDRESSES[name])
    host, _, path = ADDRESSES[name].removeprefix("https://").partition("/")
    assert asked.host == host.removesuffix(":443")
    assert asked.path.partition("?")[0] == f"/{path.partition('?')[0]}"
    assert all(word in str(asked.body) for word in (TITLE, "Overdue (1)", "late", "The rest"))
    assert asked.headers["User-Agent"] == "QI Tracker"


def test_what_the_query_of_an_address_says_goes_to_the_service_alone(server):
    assert sent(server, WEBHOOK).path == "/in/x?token=a%20b&template=/etc/passwd&verify=no"


def test_the_secrets_of_teams_and_google_are_in_the_query(server):
    assert "sig=aB-_9" in sent(server, TEAMS).path
    server.asked.clear()
    assert set(sent(server, GOOGLE).path.partition("?")[2].split("&")) == {"key=k-_9", "token=t%3D"}


@pytest.mark.parametrize("name", sorted(ADDRESSES.keys() - {"Slack"}))
def test_links_stay_whole(server, name):
    assert "https://qi.example.org/a_b/?x=1" in str(sent(server, ADDRESSES[name]).body)


@pytest.mark.parametrize("name", ADDRESSES)
def test_nobody_is_called_and_no_link_is_hidden_by_what_someone_wrote(server, name):
    evil = "<!channel> <users/all> <at>bob</at> @everyone [here](https://x.invalid) bob@example.org"
    said = str(sent(server, ADDRESSES[name], evil, evil).body)
    for calling in ("<!channel", "<users/", "<at>", "@everyone", "](http"):
        assert calling not in said
    assert "bob@example.org" in said


@pytest.mark.parametrize(("name", "most"), [("Discord", 2000), ("Microsoft Teams", 4000)])
def test_a_long_text_keeps_its_first_lines_and_the_link_to_the_rest(server, name, most):
    lines = [f"- Line {number} {'x' * 90}" for number in range(100)]
    said = str(sent(server, ADDRESSES[name], text="\n".join([*lines, "https://qi.x/"])).body)
    assert "Line 0 " in said
    assert "Line 99" not in said
    assert most - 200 < said.count("x") / 0.88 < most * 1.1
    assert "…\\nhttps://qi.x/" in said


@pytest.mark.parametrize("room", [0, 5, 20, 40])
def test_shortening_keeps_whole_lines(room):
    short = chat.shortened("- one\n- two\n- three\n- four\nlast", room)
    assert short.splitlines()[-1] == "last"
    assert len(short) <= max(room, len("…\nlast"))


@pytest.mark.parametrize("name", ADDRESSES)
@pytest.mark.parametrize("status", [301, 308, 400, 401, 403, 404, 410, 413, 451, 499])
def test_a_service_that_says_no_for_good_is_not_asked_again(server, name, status):
    server.status, server.headers = status, {"Location": "https://chat.example.org/elsewhere"}
    with pytest.raises(ChatRefused, match=f"^{name} answered {status}.*no message at this address"):
        send(ADDRESSES[name], title=TITLE, text=TEXT)
    assert len(server.asked) == 1


@pytest.mark.parametrize("name", ADDRESSES)
@pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503, 504, 599])
def test_a_service_that_says_not_now_may_be_asked_again_later(server, name, status):
    wait = {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "4000000000", "Retry-After": "900"}
    server.status, server.headers = status, wait
    with pytest.raises(ChatFailed, match=f"^{name} answered {status}"):
        send(ADDRESSES[name], title=TITLE, text=TEXT)
    assert len(server.asked) == 1


def test_slack_that_answers_something_else_than_ok_has_not_taken_it(server):
    server.body = b"<html>Sign in to this network</html>"
    with pytest.raises(ChatFailed, match="not as it does"):
        send(SLACK, title=TITLE, text=TEXT)


def test_a_silent_service_is_left_after_the_time_for_reading(server, monkeypatch):
    monkeypatch.setattr(chat, "READ_SECONDS", 0.2)
    server.silent = True
    with pytest.raises(ChatFailed, match="Slack did not answer in time"):
        send(SLACK, title=TITLE, text=TEXT)


def test_a_service_that_never_ends_its_answer_is_left_as_well(server, monkeypatch):
    monkeypatch.setattr(chat, "LONGEST_SECONDS", 0.4)
    server.status, server.endless = 404, True
    with pytest.raises((ChatFailed, ChatRefused)):
        send(SLACK, title=TITLE, text=TEXT)


def test_a_closed_port_may_be_open_later(names, monkeypatch):
    open_loopback(monkeypatch)
    with closed_port() as place, pytest.raises(ChatFailed, match="Slack could not be reached"):
        names.name("hooks.slack.com", place)
        send(SLACK, title=TITLE, text=TEXT)


def test_an_unknown_name_may_be_known_later(names):
    with pytest.raises(ChatFailed, match="Webhook could not be reached"):
        send("https://unknown.invalid/hook", title=TITLE, text=TEXT)


def test_a_certificate_that_is_not_valid_may_be_renewed(server, monkeypatch):
    monkeypatch.delenv("REQUESTS_CA_BUNDLE")
    monkeypatch.delenv("CURL_CA_BUNDLE", raising=False)
    with pytest.raises(ChatFailed, match="no valid certificate"):
        send(SLACK, title=TITLE, text=TEXT)
    assert server.asked == []


@pytest.mark.parametrize("address", ["10.0.0.8", "127.0.0.1", "169.254.169.254", "fd00:ec2::254"])
@pytest.mark.parametrize("name", ADDRESSES)
def test_a_name_that_leads_inside_by_now_is_refused_for_good(names, name, address):
    for host in HOSTS:
        names.name(host, address)
    with pytest.raises(ChatRefused, match="does not lead to the public internet"):
        send(ADDRESSES[name], title=TITLE, text=TEXT)
    assert len(names.looked_up) == 1


def test_it_is_judged_again_when_it_is_sent(names):
    names.name("chat.example.org", PUBLIC, "10.0.0.8")
    assert service_of(WEBHOOK) == "Webhook"
    with pytest.raises(ChatRefused, match="does not lead to the public internet"):
        send(WEBHOOK, title=TITLE, text=TEXT)


def test_a_redirect_inside_is_refused_and_not_followed(server):
    server.status, server.headers = 302, {"Location": "https://10.0.0.8/"}
    with pytest.raises(ChatRefused, match="302 Found"):
        send(WEBHOOK, title=TITLE, text=TEXT)
    assert len(server.asked) == 1


@pytest.mark.parametrize("status", [404, 503, 0])
def test_no_words_of_a_failure_hold_the_secret(server, caplog, status):
    caplog.set_level("DEBUG")
    server.status = status or 200
    if not status:
        server.body, server.headers = b"x", {"Content-Encoding": "gzip"}
    secrets = ("abcdefghijklmnopqrstuvwx", "hooks.slack.com")
    with pytest.raises((ChatRefused, ChatFailed)) as failed:
        send(SLACK, title=TITLE, text=TEXT)
    said = "".join(traceback.format_exception(failed.value)) + caplog.text
    assert not any(secret in said for secret in secrets)


def test_a_page_that_sends_nothing_does_not_load_apprise():
    code = (
        "import django, os, sys; os.environ['DJANGO_SETTINGS_MODULE'] = 'qi_tracker.settings';"
        "django.setup(); import qi_tracker.urls;"
        f"from initiatives.accountability import chat; chat.service_of('{SLACK}');"
        "print('apprise' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
