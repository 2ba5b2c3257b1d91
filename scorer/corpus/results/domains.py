"""Domains: which site an address lies in.

The registrable domain stands for a site: ``news.example.co.uk`` and ``www.example.co.uk`` are both ``example.co.uk``.
Where registries and hosts of many people's pages give names out is told from the short lists below, not from the whole
Public Suffix List, which changes every week; what they miss is taken for a site of its own name.
"""

import re
from urllib.parse import urlsplit

# Names under a country's two letters that are given out below, as in .co.uk.
_SECOND_LEVEL = "ac co com edu go gob gouv gov govt gub gv mil ne net nhs nom or org police sch"
# Sites whose parts belong to different people; blogspot is one under every country.
_SHARED = """
    000webhostapp.com altervista.org angelfire.com beehiiv.com blog.hu blogs.com blogspot crd.co firebaseapp.com
    free.fr ghost.io github.io gitlab.io godaddysites.com hatenablog.com herokuapp.com jimdo.com jimdofree.com
    livejournal.com medium.com myblog.it mystrikingly.com narod.ru neocities.org netlify.app over-blog.com pages.dev
    squarespace.com substack.com tripod.com tumblr.com typepad.com ucoz.ru vercel.app web.app webnode.com webs.com
    weebly.com wixsite.com wordpress.com wpengine.com yolasite.com
"""
# How addresses within a site end, which name no host.
_FILE_ENDINGS = ".asp .aspx .csv .htm .html .jpg .json .jsonl .jsp .md .pdf .php .png .shtml .txt .xml"
_SECOND, _HOSTS, _FILES = frozenset(_SECOND_LEVEL.split()), frozenset(_SHARED.split()), tuple(_FILE_ENDINGS.split())
_HOST = re.compile(r"(?:[a-z0-9_-]{1,63}\.){1,40}(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})")
_NUMBERS = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}")


def host_of(address: str) -> str:
    """The host of an address, or of a bare domain: in small letters and ASCII, without ``www.``, "" if there is none.

    >>> host_of("HTTPS://www.Example.org.:8080/page"), host_of("bücher.example"), host_of("The Example")
    ('example.org', 'xn--bcher-kva.example', '')
    """
    given = address.strip()
    whole = "://" in given or given.startswith("//")
    try:
        host = urlsplit(given if whole else f"//{given}").hostname or ""
        host = host.rstrip(".").removeprefix("www.").encode("idna").decode("ascii")
    except ValueError:  # of urlsplit, and of names that can't be encoded
        return ""
    if _NUMBERS.fullmatch(host):
        return host
    return host if _HOST.fullmatch(host) and (whole or not host.endswith(_FILES)) else ""


def domain_of(host: str) -> str:
    """The registrable domain that a host, as of :func:`host_of`, lies in.

    >>> domain_of("news.example.co.uk"), domain_of("me.blogspot.com"), domain_of("127.0.0.1")
    ('example.co.uk', 'me.blogspot.com', '127.0.0.1')
    """
    if _NUMBERS.fullmatch(host):
        return host
    labels = host.split(".")
    size = 3 if len(labels[-1]) == 2 and not _SECOND.isdisjoint(labels[-2:-1]) else 2
    shared = not _HOSTS.isdisjoint((".".join(labels[-size:]), *labels[-size : 1 - size]))
    return ".".join(labels[-size - shared :])


def domains_around(host: str) -> list[str]:
    """The host and the domains that it lies in, the nearest first, up to the registrable one.

    >>> domains_around("a.b.example.org")
    ['a.b.example.org', 'b.example.org', 'example.org']
    """
    above = host.removesuffix(domain_of(host)).count(".")
    labels = host.split(".")
    return [".".join(labels[first:]) for first in range(above + 1)]
