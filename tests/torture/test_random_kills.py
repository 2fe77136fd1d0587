"""A short storm in CI; `make torture` is the long one."""

import pytest

from tests.torture.storm import Report, kind_of, storm
from tests.torture.worlds import Ground


@pytest.mark.timeout(120)
def test_sixty_messages_survive_kills_faults_and_cuts(ground: Ground) -> None:
    report = storm(ground, seed=20210118, messages=60, longest=15, mean=0.25)
    assert report.problems == []
    assert report.kills >= 3
    assert report.faults >= 3


def test_a_report_adds_up_and_tells_each_promise() -> None:
    lost = Report(messages=1, kills=2, problems=["each_message_is_one_case: ab12 0 cases"])
    both = lost + Report(messages=2, kills=3, problems=["the_audit_chain_holds: row 4"])
    assert (both.messages, both.kills) == (3, 5)
    assert [kind_of(one) for one in both.problems] == ["lost", "others"]
    assert "1 lost, 0 double or missing transfers, 0 differing letters, 0 stuck" in str(both)
