"""What the daemon does by night, through the daemon: here a night comes every second."""

from datetime import UTC, datetime

from sqlmodel import create_engine, delete

from mailbot.edges.tables import AuditRow, LetterRow
from tests.configured import ask
from tests.services.test_daemon import Daemon, until

AT = datetime(2021, 1, 20, 15, 0, tzinfo=UTC)
NIGHT_EACH_SECOND = """
import sys
from apscheduler.triggers import cron
from apscheduler.triggers.interval import IntervalTrigger
cron.CronTrigger = lambda **words: IntervalTrigger(seconds=1)
from mailbot import __main__, reconciliation
reconciliation.LOOK_AGAIN = 0.5
sys.exit(__main__.main(sys.argv[1:]))
"""


def test_the_night_tells_what_does_not_add_up_and_the_work_goes_on(world, config_path) -> None:
    often = f"port = {world.imap_port}\npoll_seconds = 1"
    text = config_path.read_text(encoding="utf-8").replace(f"port = {world.imap_port}", often)
    config_path.write_text(text, encoding="utf-8")
    daemon = Daemon(config_path, ("-c", NIGHT_EACH_SECOND))
    try:
        world.deliver(ask(1), AT)
        daemon.wait_for("vérification de nuit : tout concorde")
        until(lambda: daemon.count(LetterRow, fate="sent") == 1, 60, daemon.said)
        with create_engine(f"sqlite:///{daemon.database}").begin() as connection:
            connection.execute(delete(AuditRow))
        daemon.wait_for("vérification de nuit : affaire 1 : décidée sans ligne d'audit")
        world.deliver(ask(2), AT)
        until(lambda: len(world.sent) == 2, 60, daemon.said)
        assert daemon.leave() < 10
    finally:
        daemon.process.kill()
        daemon.process.wait()
    assert "Traceback" not in daemon.said()
