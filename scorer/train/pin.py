"""Pins: the fingerprints of shipped files, kept in the package beside the code that reads them."""

import hashlib
import re
from pathlib import Path

from scorer import pinned, shipped

_FILE = Path(pinned.__file__)
_LINE = re.compile(r'"([\w./-]{1,99})": "([0-9a-f]{64})"')
_PAGE = '''"""Fingerprints (SHA-256) of the shipped files, written by the training runs."""

SHIPPED = {{
{}
}}
'''


def pin(*names: str) -> None:
    """Renew the fingerprints of the files ``names``, paths below the folder of shipped files."""
    known = dict(_LINE.findall(_FILE.read_text(encoding="utf-8")))  # another training may have ended since the import
    for name in names:
        known[name] = pinned.SHIPPED[name] = hashlib.sha256((shipped.FOLDER / name).read_bytes()).hexdigest()
    lines = (f'    "{name}": "{fingerprint}",' for name, fingerprint in sorted(known.items()))
    _FILE.write_text(_PAGE.format("\n".join(lines)), encoding="utf-8")
