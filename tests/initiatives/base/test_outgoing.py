import subprocess
import sys
from threading import Thread

import pytest
import requests
import urllib3

from initiatives.base.errors import Invalid
from initiatives.base.outgoing import LARGEST_ANSWER, guarded
from tests.outside import CERTIFICATE, closed_port, open_loopback, outside

HOST, OTHER = "chat.example.org", "other.example.org"
URL = f"https://{HOST}/hook"
AN_HOUR = 3600.0


@pytest.fixture
def internet(monkeypatch):
    """A host of this machine that may be reached, and one that may not."""
    open_loopback(monkeypatch)
    with outside(monkeypatch) as made:
        made.name(HOST, made.server.place)
        made.name(OTHER, "10.0.0.8")
        yield made


def is_refused(url, ask=requests.get):
    with guarded(AN_HOUR) as guard, pytest.raises(Invalid, match="not on the public internet"):
        ask(url, timeout=5)
    return guard.status is None and isinstance(guard.error, Invalid)


def test_a_server_on_the_internet_is_reached_under_its_name(internet):
    with guarded(AN_HOUR) as guard:
        assert requests.get(URL, timeout=5).text == "ok"
    assert guard.status == 200
    assert [asked.host for asked in internet.server.asked] == [HOST]


def test_its_certificate_is_checked_for_the_name(internet):
    internet.name("third.example.org", internet.server.place)
    with guarded(AN_HOUR), pytest.raises(requests.exceptions.SSLError):
        requests.get("https://third.example.org/", timeout=5)
    assert internet.server.asked == []


@pytest.mark.parametrize("host", [OTHER, "10.0.0.8", "[::1]", "2130706433", "localhost"])
def test_what_leads_inside_is_not_connected_to(internet, monkeypatch, host):
    monkeypatch.setattr("initiatives.base.addresses.ALSO_ALLOWED", ())
    assert is_refused(f"https://{host}/")


def test_a_name_that_means_another_place_by_the_time_of_connecting_is_refused(internet):
    with guarded(AN_HOUR) as guard:
        assert requests.get(URL, timeout=5).ok
        internet.name(HOST, "10.0.0.8")
        with pytest.raises(Invalid):
            requests.get(URL, timeout=5)
    assert guard.status is None


def test_the_name_is_looked_up_once_and_just_that_answer_is_connected_to(internet):
    internet.name(HOST, internet.server.place, "10.0.0.8")
    with guarded(AN_HOUR):
        assert requests.get(URL, timeout=5).ok
    assert internet.looked_up == [HOST]


@pytest.mark.parametrize("inside", [f"https://{OTHER}/", "https://[::1]/", "http://10.0.0.8:8443/"])
def test_a_redirect_inside_is_not_followed(internet, inside):
    internet.server.status, internet.server.headers = 302, {"Location": inside}
    assert is_refused(URL)
    assert len(internet.server.asked) == 1


def test_a_redirect_to_another_server_on_the_internet_is_judged_as_well(internet):
    internet.name(OTHER, internet.server.place)
    internet.server.status, internet.server.headers = 307, {"Location": f"https://{OTHER}/x"}
    with guarded(AN_HOUR), pytest.raises(requests.TooManyRedirects):
        requests.get(URL, timeout=5)
    assert {asked.host for asked in internet.server.asked} == {HOST, OTHER}
    assert set(internet.looked_up) == {HOST, OTHER}


def test_urllib3_on_its_own_is_judged(internet):
    pool = urllib3.PoolManager(ca_certs=str(CERTIFICATE), retries=False)
    with guarded(AN_HOUR):
        assert pool.request("GET", URL).status == 200
        with pytest.raises(Invalid):
            pool.request("GET", f"https://{OTHER}/")


def test_the_next_address_is_tried_when_one_does_not_answer(internet):
    with closed_port() as closed, guarded(AN_HOUR):
        internet.names[HOST] = [[closed, internet.server.place]]
        assert requests.get(URL, timeout=5).ok


def test_proxies_and_passwords_of_the_environment_are_not_used(internet, monkeypatch, tmp_path):
    passwords = tmp_path / "netrc"
    passwords.write_text("default login bob password secret\n")
    monkeypatch.setenv("NETRC", str(passwords))
    with closed_port() as (host, port):
        monkeypatch.setenv("HTTPS_PROXY", f"http://{host}:{port}")
        with guarded(AN_HOUR):
            assert requests.get(URL, timeout=5).ok
        assert "Authorization" not in internet.server.asked[0].headers
        with pytest.raises(requests.exceptions.ProxyError):
            requests.get(URL, timeout=5)


def test_outside_of_the_guard_nothing_is_judged_also_not_in_another_thread(internet, monkeypatch):
    monkeypatch.setattr("initiatives.base.addresses.ALSO_ALLOWED", ())
    answers = []

    def ask():
        answers.append(requests.get(URL, timeout=5).status_code)

    with guarded(AN_HOUR):
        other = Thread(target=ask)
        other.start()
        other.join()
    ask()
    assert answers == [200, 200]
    assert is_refused(URL)


def test_a_guard_within_a_guard_ends_and_the_outer_one_goes_on(internet):
    with guarded(AN_HOUR) as outer:
        with guarded(AN_HOUR) as inner:
            requests.get(URL, timeout=5)
        with pytest.raises(Invalid):
            requests.get(f"https://{OTHER}/", timeout=5)
    assert inner.status == 200
    assert isinstance(outer.error, Invalid)


def test_a_connection_from_before_the_guard_is_not_taken_for_a_judged_one(internet):
    with requests.Session() as session:
        session.get(URL, timeout=5)
        with guarded(AN_HOUR), pytest.raises(RuntimeError, match="not judged"):
            session.get(URL, timeout=5)


def test_no_more_is_read_of_an_answer_than_is_of_use(internet):
    internet.server.body = b"x" * (LARGEST_ANSWER * 3)
    with guarded(AN_HOUR):
        assert len(requests.get(URL, timeout=5).content) == LARGEST_ANSWER


def test_reading_ends_there_though_the_answer_goes_on(internet):
    internet.server.body, internet.server.endless = b"x" * LARGEST_ANSWER, True
    with guarded(10) as guard:
        requests.get(URL, timeout=5)
    assert not guard.late


@pytest.mark.parametrize("manner", ["silent", "endless"])
def test_a_server_that_never_ends_is_left_when_the_time_is_over(internet, manner):
    setattr(internet.server, manner, True)
    with guarded(0.3) as guard:
        try:
            requests.get(URL, timeout=AN_HOUR)
        except requests.RequestException as error:
            assert guard.error is error
    assert guard.late


def test_after_its_time_nothing_is_connected_to(internet):
    with guarded(AN_HOUR) as guard:
        guard.end()
        with pytest.raises(requests.exceptions.RequestException):
            requests.get(URL, timeout=5)
    assert internet.server.asked == []


def test_until_something_is_sent_neither_requests_nor_urllib3_is_loaded():
    code = (
        "import initiatives.base.outgoing, sys; print({'requests', 'urllib3'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
