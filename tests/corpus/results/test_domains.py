"""Addresses are told apart by the site they lie in."""

import pytest

from scorer.corpus.results.domains import domain_of, domains_around, host_of


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://www.Example.org/a?b#c", "example.org"),
        ("EXAMPLE.org.", "example.org"),
        ("//example.org/a", "example.org"),
        ("example.org/a//b", "example.org"),
        ("https://name:word@example.org:8080/", "example.org"),
        ("example.org:443", "example.org"),
        ("http://xn--bcher-kva.example/", "xn--bcher-kva.example"),
        ("Bücher.example", "xn--bcher-kva.example"),
        ("http://10.0.0.1:80/a", "10.0.0.1"),
        ("http://page.html/", "page.html"),
    ],
)
def test_the_host_of_an_address(address, host):
    assert host_of(address) == host


@pytest.mark.parametrize(
    "address",
    ["", "n/a", "-", "unknown", "The Example", "no address", "page.html", "news/1.html", "file:///a/b.c", "http://[x/",
     "http://a..b/", f"http://{'a' * 70}.com", f"{'a.' * 5000}com", "http://a\x00b.com", "localhost"],
)  # fmt: skip
def test_what_names_no_host(address):
    assert host_of(address) == ""


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("example.org", "example.org"),
        ("a.b.example.org", "example.org"),
        ("news.example.co.uk", "example.co.uk"),
        ("example.com.au", "example.com.au"),
        ("co.uk", "co.uk"),
        ("co.com", "co.com"),
        ("me.wordpress.com", "me.wordpress.com"),
        ("a.me.wordpress.com", "me.wordpress.com"),
        ("wordpress.com", "wordpress.com"),
        ("me.blogspot.com", "me.blogspot.com"),
        ("me.blogspot.co.uk", "me.blogspot.co.uk"),
        ("10.0.0.1", "10.0.0.1"),
    ],
)
def test_the_site_of_a_host(host, domain):
    assert domain_of(host) == domain


def test_the_domains_around_a_host_end_with_the_site():
    assert domains_around("a.b.example.co.uk") == ["a.b.example.co.uk", "b.example.co.uk", "example.co.uk"]
    assert domains_around("me.blogspot.com") == ["me.blogspot.com"]
    assert domains_around("10.0.0.1") == ["10.0.0.1"]
