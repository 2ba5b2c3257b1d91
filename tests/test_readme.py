"""What the README shows is what happens."""

import doctest
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from scorer.recipes.loading import parse
from tests.conftest import ROOT

TEXT = (ROOT / "README.md").read_text(encoding="utf-8")
PYTHON = re.findall(r"^```python\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)
CONSOLE = re.findall(r"^```console\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("code", PYTHON)
def test_python(code, monkeypatch, capsys):
    monkeypatch.chdir(ROOT)

    exec(compile(code, "README.md", "exec"), {})  # noqa: S102  (our own README)

    assert "comment-form: 'Leave a Reply'" in capsys.readouterr().out


def commands(session):
    """Each command of a session with what it is to print; a line of three dots stands for anything."""
    for part in session.split("$ ")[1:]:
        command, _, expected = part.partition("\n")
        yield command, expected


@pytest.mark.parametrize("session", CONSOLE)
def test_console(session, tmp_path):
    for name in ("seeds", "models"):
        (tmp_path / name).symlink_to(ROOT / name)
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    for command, expected in commands(session):
        done = subprocess.run(
            ["sh", "-c", command],
            cwd=tmp_path,
            env={**os.environ, "PATH": path},
            capture_output=True,
            text=True,
            check=True,
        )
        matches = doctest.OutputChecker().check_output(expected, done.stdout, doctest.ELLIPSIS)
        assert matches, f"{command}\nprints\n{done.stdout}\nnot\n{expected}"


@pytest.mark.parametrize("recipe", re.findall(r"^```toml\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL))
def test_recipes(recipe):
    assert len(parse(recipe, "README.md").rules) == 2


def test_every_link_leads_somewhere():
    for target in re.findall(r"\]\(([^)#]+)", TEXT):
        assert target.startswith("https://") or (ROOT / target).exists(), target
