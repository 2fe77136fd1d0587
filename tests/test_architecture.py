"""The shape of the code, proved: what is pure, who commits, twins, and no import cycle."""

import ast
import re
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory

from mailbot import kinds
from mailbot.core import decide
from mailbot.edges import database

ROOT = Path(__file__).parents[1]
MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted((ROOT / "mailbot").rglob("*.py"))
}
# The registry's and the store's side of a kind: everything else of it is pure.
IMPURE_OF_A_KIND = ("registry", "__init__", "tables", "migrations")
OUTSIDE = {
    "imapclient", "smtplib", "socket", "ssl", "sqlalchemy", "sqlmodel", "alembic", "apscheduler",
    "os", "pathlib", "subprocess", "threading", "asyncio", "logging", "random", "secrets", "time",
    "tempfile", "shutil", "rich", "pydantic", "pydantic_settings", "urllib", "http",
}  # fmt: skip
CLOCKS = {"now", "today", "utcnow", "monotonic", "time_ns", "perf_counter", "localtime", "gmtime"}


def is_pure(name: str) -> bool:
    parts = name.split(".")
    if parts[1:2] == ["kinds"] and len(parts) >= 4:
        return parts[3] not in IMPURE_OF_A_KIND
    if parts[1:2] == ["certificates"]:
        return parts[2:3] not in (["registry"], ["suggestions"])
    return name == "mailbot.values" or parts[1:2] == ["core"]


def tree(name: str) -> ast.Module:
    return ast.parse(MODULES[name].read_text(encoding="utf-8"))


def imports(name: str, *, at_load_only: bool = False) -> Iterator[str]:
    """The modules that this one imports, function-local imports too unless at_load_only."""
    nodes = tree(name).body if at_load_only else ast.walk(tree(name))
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield inner if inner in MODULES else node.module


PURE = sorted(filter(is_pure, MODULES))


def test_the_pure_modules_are_the_core_and_the_kinds() -> None:
    assert "mailbot.core.decide" in PURE
    assert "mailbot.kinds.transfer.checks" in PURE
    assert "mailbot.kinds.transfer.registry" not in PURE
    assert "mailbot.certificates.checks" in PURE
    assert "mailbot.road.settlement" not in PURE


@pytest.mark.parametrize("name", PURE)
def test_a_pure_module_imports_nothing_impure(name: str) -> None:
    for imported in imports(name):
        assert imported.split(".")[0] not in OUTSIDE, imported
        if imported in MODULES:
            assert is_pure(imported) or imported == "mailbot", imported


@pytest.mark.parametrize("name", PURE)
def test_a_pure_module_asks_no_clock_and_opens_nothing(name: str) -> None:
    for node in ast.walk(tree(name)):
        if isinstance(node, ast.Call):
            called = node.func
            if isinstance(called, ast.Attribute):
                assert called.attr not in CLOCKS, ast.unparse(node)
            if isinstance(called, ast.Name):
                assert called.id not in {"open", "print", "input"}, ast.unparse(node)


# That no machine is answered, and how its rule is illustrated.
OF_EVERY_KIND = {"mailbot.kinds.automatic.checks", "mailbot.kinds.automatic.scenes"}


@pytest.mark.parametrize("name", [name for name in MODULES if name.startswith("mailbot.kinds.")])
def test_a_kind_imports_no_other_kind(name: str) -> None:
    """What kinds share stands where each may import it."""
    own = ".".join(name.split(".")[:3])
    for imported in imports(name):
        if imported.startswith("mailbot.kinds.") and imported not in OF_EVERY_KIND:
            assert f"{imported}.".startswith(f"{own}."), imported


def test_the_transfer_imports_nothing_from_the_reading_that_others_share_with_it() -> None:
    """mailbot.certificates.reading imports the transfer: the other way round would be a cycle."""
    for name in MODULES:
        if name.startswith(("mailbot.kinds.transfer", "mailbot.certificates")):
            assert "mailbot.certificates.reading" not in set(imports(name)), name


def test_only_the_road_commits() -> None:
    wanted = re.compile(r"\btransaction\(|\.commit\(|\.begin\(\)")
    users = {
        name for name, path in MODULES.items() if wanted.search(path.read_text(encoding="utf-8"))
    }
    road = {name for name in MODULES if name.startswith("mailbot.road.")}
    assert users - road == {"mailbot.edges.database"}
    assert users & road


def test_there_is_no_import_cycle() -> None:
    graph = {name: set(imports(name)) & set(MODULES) - {name} for name in MODULES}
    TopologicalSorter(graph).prepare()  # raises CycleError, naming the cycle


@pytest.mark.parametrize("kind", kinds.discover().values(), ids=lambda kind: kind.name)
def test_every_check_has_its_rule_and_every_rule_its_check(kind) -> None:
    files = {file.stem for file in (ROOT / "rules" / kind.name).glob("*.toml")}
    assert files == {check.__name__ for check in kind.checks}


def test_the_rules_of_every_kind_have_their_twins_in_decide() -> None:
    files = {file.stem for file in (ROOT / "rules" / "common").glob("*.toml")}
    assert files == set(decide.SAID)


def test_the_migrations_of_a_kind_are_a_branch_of_its_own() -> None:
    """So that a kind comes and goes without a word in another's migrations."""
    script = ScriptDirectory.from_config(database.migrations())
    for base in script.get_bases():
        revision = script.get_revision(base)
        folder = Path(revision.path).parent
        named = {folder.parent.name} if folder != database.MIGRATIONS / "versions" else set()
        assert named == set(revision.branch_labels), revision.path
    assert len(script.get_heads()) == len(script.get_bases()), "a branch has one head"


@pytest.mark.parametrize("kind", kinds.discover().values(), ids=lambda kind: kind.name)
def test_a_kind_brings_its_letters_and_its_proofs(kind) -> None:
    for template in kind.answers.values():
        for form in ("txt", "html"):
            assert (ROOT / "templates" / kind.name / f"{template}.{form}").is_file()
    assert list((ROOT / "tests" / "kinds" / kind.name).glob("test_*.py"))


@pytest.mark.parametrize("name", sorted(MODULES))
def test_a_module_opens_with_its_purpose(name: str) -> None:
    assert ast.get_docstring(tree(name))


def test_no_module_is_called_by_what_anything_could_be_called() -> None:
    vague = {"utils", "util", "helpers", "helper", "manager", "common", "misc", "base"}
    assert not [name for name in MODULES if name.split(".")[-1] in vague]


def test_no_french_sentence_stands_in_the_checks() -> None:
    """What a rule means to a reader is in rules/; the checks only test."""
    for name in PURE:
        if name.endswith("checks"):
            docstrings = {
                ast.get_docstring(node, clean=False)
                for node in ast.walk(tree(name))
                if isinstance(node, (ast.Module, ast.FunctionDef, ast.ClassDef))
            }
            for node in ast.walk(tree(name)):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    sentence = len(node.value.split()) > 6 and node.value not in docstrings
                    assert not sentence, node.value
