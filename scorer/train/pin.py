"""Pins: the fingerprints of shipped files, kept in the package beside the code that reads them."""

import ast
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
    known = _pinned()  # as the file says now: another training may have ended since it was imported
    for name in names:
        known[name] = pinned.SHIPPED[name] = hashlib.sha256((shipped.FOLDER / name).read_bytes()).hexdigest()
    lines = (f'    "{name}": "{fingerprint}",' for name, fingerprint in sorted(known.items()))
    _FILE.write_text(_PAGE.format("\n".join(lines)), encoding="utf-8")


def _pinned() -> dict[str, str]:
    *_, assignment = ast.parse(_FILE.read_text(encoding="utf-8")).body
    known: dict[str, str] = ast.literal_eval(assignment.value) if isinstance(assignment, ast.Assign) else {}
    return known
