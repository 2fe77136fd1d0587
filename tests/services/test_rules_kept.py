"""On each database: the rules that decided are kept once, a draft is heard, decisions replay."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlmodel import Session, func, select

from mailbot import config, replay
from mailbot.edges import archive, database, shadows
from mailbot.edges.database import transaction
from mailbot.replay import Hypothesis
from tests.configured import write_config
from tests.rule_editing import THREE_YEARS, add_version, copied
from tests.stored_cases import register, settle

PASSED, LATE = date(2019, 9, 16), date(2021, 9, 20)


@pytest.fixture
def office(tmp_path: Path, database_url: str):
    rules = copied(tmp_path)
    draft = Path(shutil.copytree(rules, tmp_path / "brouillon"))
    longer = THREE_YEARS.replace("2027-01-01", "2021-09-01")
    add_version(draft / "transfer" / "exam_valid.toml", longer)
    path = write_config(tmp_path, url=database_url, imap=1, smtp=1)
    written = path.read_text(encoding="utf-8")
    path.write_text(f'{written}[shadow]\nrules = "brouillon"\n', encoding="utf-8")
    loaded = config.load(path)
    database.migrate(loaded.engine)
    for n in (1, 2):
        register(loaded, n, PASSED)
    settle(loaded, 1, date(2021, 3, 1))
    settle(loaded, 2, LATE)
    yield loaded
    loaded.engine.dispose()


def test_decisions_are_verified_previewed_and_heard_under_a_draft(office) -> None:
    with Session(office.engine) as session:
        assert not any(replay.differences(session, office))
        cases = replay.decided_since(session, None)
        draft = replace(office, book=office.shadow.book)
        found = [one for one in replay.changed(session, cases, Hypothesis(draft)) if one]
        assert [(one.case_id, one.now.decision) for one in found] == [(2, "accept")]
        told = shadows.summary(session, office.shadow.book.digest)
        assert (told.compared, told.changes) == (2, {("review", "accept"): 1})


def test_several_daemons_keep_the_same_rules_once(office) -> None:
    now = datetime(2021, 1, 1, tzinfo=UTC)
    draft = office.shadow.book

    def keep(_: int) -> None:
        with transaction(office.engine) as session:
            archive.keep(session, draft, now)

    with ThreadPoolExecutor(6) as several:
        list(several.map(keep, range(12)))
    with Session(office.engine) as session:
        assert session.exec(select(func.count()).select_from(archive.RuleBookRow)).one() == 2
        assert archive.texts_of(session, draft.digest) == draft.texts


def test_a_note_that_cannot_be_written_leaves_the_decision_whole(office) -> None:
    with office.engine.execution_options(writes=True).connect() as connection:
        connection.exec_driver_sql("DROP TABLE shadow")
        connection.commit()
    register(office, 3, PASSED)
    settle(office, 3, date(2021, 3, 1))
    with Session(office.engine) as session:
        assert not any(replay.differences(session, office))
