"""mailbot demo --serve as a person starts it: it plays, shows its accounts, serves its pages."""

import os
import re
import signal
import subprocess
import sys

import httpx2

from tests.console.forms import HIDDEN


def test_the_demonstration_serves_its_console_until_interrupted(tmp_path) -> None:
    words = [sys.executable, "-u", "-m", "mailbot", "demo", "--serve"]
    environment = {**os.environ, "COLUMNS": "160", "TMPDIR": str(tmp_path)}
    demo = subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment
    )
    said = ""
    try:
        for line in demo.stdout or ():
            said += line
            if "La console est à l'adresse" in line:
                break
        address = re.search(r"http://127\.0\.0\.1:\d+", said)[0]
        password = re.search(r"agathe\s+│\s+(\S+)", said)[1]
        with httpx2.Client(base_url=address) as browser:
            page = browser.get("/connexion").text
            form = {**dict(HIDDEN.findall(page)), "compte": "agathe", "mot_de_passe": password}
            assert browser.post("/connexion", data=form).status_code == 303
            assert "Gaston Lepire" in browser.get("/affaires").text
    finally:
        demo.send_signal(signal.SIGINT)
        demo.communicate(timeout=20)
    assert list(tmp_path.iterdir()) == []  # nothing is left behind
