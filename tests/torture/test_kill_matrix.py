"""mailbot dies at every step of its road, and nothing is lost or done twice (issue 4)."""

from pathlib import Path

import pytest

from tests import servers
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


def test_without_move_a_kill_leaves_at_worst_a_second_copy(bare_ground: Ground) -> None:
    """RFC 6851 is absent: nothing joins COPY and EXPUNGE, so a copy is left rather than a loss."""

    def without_move(_: Path) -> str:
        return "imap_capability = IMAP4rev1 LITERAL+ UIDPLUS"

    with servers.required(servers.prepared_dovecot(without_move)) as dovecot:
        ground = Ground(bare_ground.zygotes, bare_ground.folder, dovecot.port, None)
        scene = Scene(mails.one_message(), ground)
        points = matrix.record(scene)
        copied = points.index("before IMAP UID COPY sent") + 1
        found = [died.problems for died in matrix.kill_everywhere(scene, points, since=copied)]
    assert len(found) > 10
    for problem in (problem for problems in found for problem in problems):
        assert problem.startswith("each_message_stands_in_one_folder"), problem
        assert problem.endswith("1 deliveries, stands in 2 places"), problem
