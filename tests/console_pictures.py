"""The pictures of docs/console/, taken anew: python -m tests.console_pictures [FOLDER]

Over the demonstration's cases, at 1280 and at 320 pixels, with Debian's chromium.
"""

import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from mailbot import config, road
from mailbot.config import Office
from mailbot.console import serving
from mailbot.edges import database, passwords
from mailbot.edges.accounts import Role
from tests.configured import write_config
from tests.console.conftest import PASSWORD
from tests.console.inbox import change, fill, held_for

WIDTHS = (1280, 320)
TALLEST = {1280: 1500, 320: 1900}  #: pixels of a picture


def main() -> int:
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "docs/console")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        url = f"sqlite:///{place}/mailbot.db"
        office = config.load(write_config(Path(place), url=url, imap=1, smtp=1))
        database.migrate(office.engine)
        dress(office)
        with serving.listening("127.0.0.1", 0) as ear:
            server = serving.server(office)
            threading.Thread(target=server.run, kwargs={"sockets": [ear]}, daemon=True).start()
            while not server.started:
                time.sleep(0.05)
            take(f"http://127.0.0.1:{ear.getsockname()[1]}", office, folder)
            server.should_exit = True
    return 0


def dress(office: Office) -> None:
    """A morning: somebody is at a case, an exam is about to end, one message is late."""
    fill(office)
    now, password_hash = datetime.now(UTC), passwords.hashed(PASSWORD)
    for name, full_name in (("agathe", "Agathe Rivard"), ("bruno", "Bruno Talbot")):
        road.add_account(name, full_name, Role.AGENT, password_hash, "pictures", office, now)
    road.claim(held_for(office, "request_one_person"), "bruno", office, now)
    late = datetime(2021, 1, 13, 14, tzinfo=UTC)
    change(office, held_for(office, "sender_authenticated"), received_at=late)
    change(office, held_for(office, "sender_holder"), last_day=date(2021, 2, 4))


def take(address: str, office: Office, folder: Path) -> None:
    with sync_playwright() as playwright:
        words = {"executable_path": "/usr/bin/chromium", "args": ["--no-sandbox"]}
        browser = playwright.chromium.launch(**words)
        for width in WIDTHS:
            size = {"width": width, "height": 800}
            page = browser.new_context(base_url=address, locale="fr-CA", viewport=size).new_page()
            for name in walk(page, office):
                keep(page, folder / f"{name}-{width}.png", width)
            page.context.close()


def walk(page: Page, office: Office) -> Iterator[str]:
    page.goto("/connexion")
    yield "connexion"
    page.get_by_label("Nom du compte").fill("agathe")
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.get_by_role("button", name="Se connecter").click()
    page.wait_for_url("**/affaires")
    yield "file"
    page.goto(f"/affaires/{held_for(office, 'sender_holder')}")
    yield "affaire"
    page.locator("summary", has_text="Écarter").click()
    page.get_by_label("Pourquoi l'objection ne vaut pas ici").fill("rappelée au numéro du dossier")
    page.locator("details[open]").get_by_role("button").click()
    page.wait_for_url("**/apercu")
    yield "apercu"
    page.goto(f"/affaires/{held_for(office, 'exam_valid')}/lettre?gabarit=preavis")
    yield "lettre"
    page.get_by_role("button", name="Voir la lettre").click()
    page.wait_for_url("**/lettre/apercu")
    yield "apercu-lettre"
    page.goto("/statistiques?periode=8")
    yield "statistiques"


def keep(page: Page, file: Path, width: int) -> None:
    page.evaluate("document.activeElement.blur(), scrollTo(0, 0)")
    height = min(TALLEST[width], page.evaluate("document.documentElement.scrollHeight"))
    clip = {"x": 0, "y": 0, "width": width, "height": height}
    page.screenshot(path=file, clip=clip, full_page=True)
    print(f"{file} : {file.stat().st_size // 1000} ko")


if __name__ == "__main__":
    sys.exit(main())
