"""What the daemon does once a night beside its turns: the purge, told in the log."""

import logging

from apscheduler.triggers.cron import CronTrigger

from mailbot import road
from mailbot.config import Office
from mailbot.watch import Watch

log = logging.getLogger(__name__)


def when(office: Office, minute: int) -> CronTrigger:
    """Past four of the office's day, whatever the season: between 01:00 and 03:00 an hour may come
    twice, or never."""
    return CronTrigger(hour=4, minute=minute, timezone=office.settings.office.timezone)


def purge(office: Office, watch: Watch) -> None:
    """Destroy what was kept long enough; what must wait for a person is said."""
    found = road.purge(office, watch.clock(), stopping=watch.stopping)
    if found:
        stages = ", ".join(
            f"{label or '?'} {stage} {n}" for (label, stage), n in sorted(found.cases.items())
        )
        log.info("purge : %s", stages or "journaux et registres seulement")
    if found.waiting:
        log.warning(
            "purge : %s conversation(s) au terme de leur durée attendent une personne, par"
            " exemple : %s",
            len(found.waiting),
            found.waiting[0].waits,
        )
