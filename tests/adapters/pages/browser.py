"""Pages in a real browser without a window: pictures taken, and accessibility checked by axe-core."""

import json
import os
import re
import subprocess
import tempfile
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from tests.support import ROOT, require_program

AXE_PLACES = (ROOT / "node_modules" / "axe-core" / "axe.min.js",)
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')


def require_axe() -> str:
    """axe-core's script: from GOVFLOW_AXE, else from node_modules (npm install axe-core)."""
    places = (
        *([Path(os.environ["GOVFLOW_AXE"])] if "GOVFLOW_AXE" in os.environ else []),
        *AXE_PLACES,
    )
    for place in places:
        if place.is_file():
            return place.read_text(encoding="utf-8")
    absent = "axe-core is not here: npm install axe-core, or name its axe.min.js in GOVFLOW_AXE"
    if os.environ.get("GOVFLOW_REQUIRE_SERVERS") == "1":
        pytest.fail(absent)
    pytest.skip(absent)


def chromium(*options: str, page: Path) -> str:
    """Run the browser once over a page file and return what it printed."""
    program = require_program("chromium")
    with tempfile.TemporaryDirectory() as profile:
        done = subprocess.run(
            [
                program,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--no-first-run",
                f"--user-data-dir={profile}",
                *options,
                page.as_uri(),
            ],
            capture_output=True,
            timeout=120,
            check=True,
            encoding="utf-8",
        )
    return done.stdout


def violations(page: str, place: Path, *, dark: bool = False) -> list[dict[str, Any]]:
    """What axe-core finds wrong with a page, each with its rule, what it is and where."""
    ask = """axe.run(document, {resultTypes: ['violations'], iframes: false}).then(found => tell(
      found.violations.map(one => ({rule: one.id, what: one.help,
        where: one.nodes.map(node => node.html.slice(0, 160))}))))"""
    options = ["--blink-settings=preferredColorScheme=0"] if dark else []
    found: list[dict[str, Any]] = _asked(page, place, require_axe(), ask, *options)
    return found


def fetched(page: str, place: Path) -> list[str]:
    """Every address that the page made the browser ask for."""
    ask = """setTimeout(() => tell(performance.getEntriesByType('resource').map(one => one.name)), 500)"""
    found: list[str] = _asked(page, place, "", ask)
    return found


def _asked(page: str, place: Path, library: str, ask: str, *options: str) -> Any:
    """Let the browser run a script over a page and hand back what the script tells."""
    tell = """function tell(found) {
      document.body.innerHTML = '';
      const out = document.createElement('pre');
      out.id = 'found';
      out.textContent = JSON.stringify(found);
      document.body.appendChild(out);
    }"""
    file = place / "page.html"
    scripts = "".join(f"<script>{code}</script>" for code in (library, tell, ask))
    file.write_text(POLICY.sub("", page).replace("</body>", f"{scripts}</body>"), encoding="utf-8")
    shown = chromium("--dump-dom", "--virtual-time-budget=20000", *options, page=file)
    found = re.search(r'<pre id="found">(.*?)</pre>', shown, re.DOTALL)
    assert found is not None, "the browser did not finish"
    return json.loads(unescape(found[1]))
