from ipaddress import ip_address

import pytest

from initiatives.base import addresses
from initiatives.base.addresses import check_address, check_form, is_public
from initiatives.base.errors import Invalid
from tests.outside import PUBLIC, outside

INSIDE = {
    "this network": ["0.0.0.0", "0.255.1.2"],
    "private": ["10.0.0.8", "172.16.0.1", "172.31.255.255", "192.168.1.1"],
    "behind a provider": ["100.64.0.1", "100.100.100.200", "100.127.255.255"],
    "loopback": ["127.0.0.1", "127.255.255.254", "::1"],
    "link-local": ["169.254.169.254", "fe80::1", "febf::1"],
    "Azure's own": ["168.63.129.16"],
    "protocol assignments": ["192.0.0.192", "192.88.99.1", "2001:2::1", "2001:20::1"],
    "documentation": ["192.0.2.1", "198.51.100.1", "203.0.113.1", "2001:db8::1", "3fff::1"],
    "benchmarks": ["198.18.0.1", "198.19.255.255"],
    "multicast": ["224.0.0.1", "239.255.255.255", "ff02::1", "ff0e::1"],
    "reserved": ["240.0.0.1", "255.255.255.255", "4000::1", "5f00::1", "100::1"],
    "unspecified": ["::"],
    "mapped and compatible": ["::ffff:127.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1", "::8.8.8.8"],
    "NAT64": ["64:ff9b::7f00:1", "64:ff9b::8.8.8.8", "64:ff9b:1::1"],
    "6to4": ["2002:7f00:1::", "2002:808:808::1"],
    "Teredo": ["2001::1", "2001:0:7f00:1::"],
    "site-local": ["fec0::1"],
    "unique local": ["fc00::1", "fd00:ec2::254"],
}


@pytest.fixture
def internet(monkeypatch):
    with outside(monkeypatch) as made:
        made.name("chat.example.org", PUBLIC)
        yield made


def refusal(url):
    with pytest.raises(Invalid) as refused:
        check_address(url)
    assert list(refused.value.errors) == ["address"]
    return refused.value.message


@pytest.mark.parametrize("family", INSIDE)
def test_no_address_of_this_kind_is_public(family):
    assert [address for address in INSIDE[family] if is_public(ip_address(address))] == []


@pytest.mark.parametrize(
    "address",
    [
        "8.8.8.8",
        "100.63.255.255",
        "100.128.0.1",
        "172.32.0.1",
        "192.0.1.1",
        "198.20.0.1",
        "223.255.255.255",
        "2001:200::1",
        "2003::1",
        "2606:4700::6810:1",
        "3ffe::1",
    ],
)
def test_what_lies_right_beside_them_is_public(address):
    assert is_public(ip_address(address))


def test_an_address_on_the_internet_is_taken_apart(internet):
    parts = check_address("https://chat.example.org:8443/hooks/x?y=1")
    assert (parts.hostname, parts.port, parts.path) == ("chat.example.org", 8443, "/hooks/x")
    assert internet.looked_up == ["chat.example.org"]


@pytest.mark.parametrize("family", INSIDE)
def test_a_name_that_leads_inside_is_refused(internet, family):
    for address in INSIDE[family]:
        internet.name("chat.example.org", address)
        assert "not on the public internet" in refusal("https://chat.example.org/")


def test_a_name_is_refused_when_one_of_its_addresses_leads_inside(internet):
    internet.also("chat.example.org", PUBLIC, "10.0.0.8")
    assert "not on the public internet" in refusal("https://chat.example.org/")


def test_an_unknown_name_is_refused_in_the_same_words_as_one_that_leads_inside(internet):
    internet.name("inside.invalid", "10.0.0.8")
    inside, unknown = refusal("https://inside.invalid/"), refusal("https://unknown.invalid/")
    assert inside.replace("inside.invalid", "unknown.invalid") == unknown


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "127.1",
        "2130706433",
        "017700000001",
        "0177.0.0.1",
        "0x7f000001",
        "0x7f.1",
        "0",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[64:ff9b::7f00:1]",
        "localhost",
    ],
)
def test_loopback_is_refused_however_it_is_written(host):
    assert "not on the public internet" in refusal(f"https://{host}/")


@pytest.mark.parametrize(
    ("url", "because"),
    [
        ("http://chat.example.org/", "begins with https://"),
        ("slack://chat.example.org/", "begins with https://"),
        ("file:///etc/passwd", "begins with https://"),
        ("chat.example.org/hook", "begins with https://"),
        ("", "begins with https://"),
        ("https://bob:secret@chat.example.org/", "before the @"),
        ("https://bob@chat.example.org/", "before the @"),
        ("https://@chat.example.org/", "before the @"),
        ("https://chat.example.org:80/", "Only the ports 443 and 8443"),
        ("https://chat.example.org:0/", "Only the ports 443 and 8443"),
        ("https://chat.example.org:22/", "Only the ports 443 and 8443"),
        ("https://chat.example.org:65536/", "copy it once more"),
        ("https://chat.example.org:x/", "copy it once more"),
        ("https://[::1/", "copy it once more"),
        ("https://", "no valid host name"),
        ("https:///path", "no valid host name"),
        ("https://./", "no valid host name"),
        ("https://127%2e0.0.1/", "no valid host name"),
        ("https://chat.example.org;x/", "no valid host name"),
        ("https://[fe80::1%25eth0]/", "no valid host name"),
        ("https://chät.example.org/", "xn--"),
        ("https://chat。example.org/", "xn--"),
        ("https://chat.example.org\\@10.0.0.8/", "plain letters"),
        ("https://chat.example.org/\r\nHost: x", "plain letters"),
        ("https://chat.example.org/\x00", "plain letters"),
        (" https://chat.example.org/", "plain letters"),
        ("https://chat.example.org/" + "x" * 976, "too long"),
        ("https://" + "x" * 1_000_000, "too long"),
        (f"https://{'x' * 64}.example.org/", "not on the public internet"),
        ("https://chat..example.org/", "not on the public internet"),
    ],
)
def test_an_address_of_another_form_is_refused_and_says_what_to_do(internet, url, because):
    assert because in refusal(url)
    assert internet.looked_up == []


def test_the_longest_address_is_taken(internet):
    check_address("https://chat.example.org/" + "x" * 975)


def test_its_form_is_judged_without_looking_a_name_up(internet):
    assert check_form("https://xn--cht-qla.example.org/").hostname == "xn--cht-qla.example.org"
    assert internet.looked_up == []


def test_nothing_of_the_product_opens_the_networks_that_tests_open():
    assert addresses.ALSO_ALLOWED == ()
