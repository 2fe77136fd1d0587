"""mailbot check against servers that would let mailbot down later."""

import psycopg
import pytest

from mailbot.__main__ import main
from tests.configured import write_config


@pytest.fixture
def check(capsys):
    def lines(path) -> dict[str, str]:
        capsys.readouterr()
        main(["--config", str(path), "check"])
        said = (line.partition(" : ") for line in capsys.readouterr().out.splitlines())
        return {name: what for name, _, what in said}

    return lines


def test_a_postgresql_that_can_only_be_read_is_told(tmp_path, postgres, world, check) -> None:
    path = write_config(tmp_path, url=postgres, imap=world.imap_port, smtp=world.smtp_port)
    assert main(["--config", str(path), "migrate"]) == 0
    assert check(path)["base de données"].startswith("bon")
    name = postgres.rpartition("/")[2]
    with psycopg.connect(postgres.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    assert check(path)["base de données"].startswith("ÉCHEC : cannot execute INSERT")
