"""mailbot dies at every step of its road, and nothing is lost or done twice (issue 4)."""

import pytest

from tests.torture import mails, matrix
from tests.torture.worlds import Ground, Scene

BATCH_STRIDE = 8  # `make torture` takes every point

pytestmark = pytest.mark.timeout(300)

ROAD = (
    "after IMAP LOGIN answered", "after IMAP SELECT answered", "after IMAP SEARCH answered",
    "after IMAP FETCH answered", "wrote INSERT message", "wrote INSERT transfer",
    "wrote INSERT letter", "before SMTP mail sent", "before SMTP rcpt sent",
    "before SMTP DATA sent", "after SMTP 354 read", "after SMTP first half of the letter sent",
    "after SMTP letter sent",
    "before IMAP CREATE sent", "after IMAP UID MOVE sent", "before IMAP LOGOUT sent",
)  # fmt: skip


def test_the_points_cover_the_road(bare_ground: Ground) -> None:
    points = matrix.record(Scene(mails.one_message(), bare_ground))
    assert [name for name in ROAD if name not in points] == []
    assert points.count("before commit") == points.count("after commit") >= 5


def test_one_message_survives_death_at_every_point(ground: Ground) -> None:
    scene = Scene(mails.one_message(), ground)
    died = list(matrix.kill_everywhere(scene, matrix.record(scene)))
    assert len(died) > 60
    assert [str(one) for one in died if one.problems] == []


def test_a_batch_survives_death_on_its_way(ground: Ground) -> None:
    scene = Scene(mails.mixed_batch(), ground)
    died = list(matrix.kill_everywhere(scene, matrix.record(scene), BATCH_STRIDE))
    assert len(died) > 40
    assert [str(one) for one in died if one.problems] == []
