"""Pins: the fingerprints of shipped files, kept in the package beside the code that reads them."""

import hashlib
from pathlib import Path

from scorer import pinned, shipped

_FILE = Path(pinned.__file__)
_PAGE = '''"""Fingerprints (SHA-256) of the shipped files, written by the training runs."""

SHIPPED = {{
{}
}}
'''


def pin(*names: str) -> None:
    """Renew the fingerprints of the files ``names``, paths below the folder of shipped files."""
    for name in names:
        pinned.SHIPPED[name] = hashlib.sha256((shipped.FOLDER / name).read_bytes()).hexdigest()
    lines = (f'    "{name}": "{fingerprint}",' for name, fingerprint in sorted(pinned.SHIPPED.items()))
    _FILE.write_text(_PAGE.format("\n".join(lines)), encoding="utf-8")
