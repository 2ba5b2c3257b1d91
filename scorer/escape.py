"""Escaping: text of strangers made safe to print."""

import re

# Characters that move the cursor, hide text or turn its order round: controls, line and paragraph
# separators, bidirectional and other invisible format characters, tags, and halves of surrogate pairs.
# Joiners (U+200C, U+200D) and soft hyphens stay: scripts, emoji and web pages need them.
UNSAFE = (
    "\x00-\x1f\x7f-\x9f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
)
_UNSAFE = re.compile(f"[{UNSAFE}]")


def plain(text: str) -> str:
    r"""Text with every unsafe character written as ``\xNN``, ``\uNNNN`` or ``\UNNNNNNNN``.

    >>> print(plain("red \x1b[31malert\n"))
    red \x1b[31malert\x0a
    """
    return _UNSAFE.sub(_code, text)


def plain_line(text: str) -> str:
    """The same on one line, each run of white space as one space."""
    return plain(" ".join(text.split()))


def _code(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
