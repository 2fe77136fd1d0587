"""Every page and state: axe-core finds nothing, nothing scrolls sideways, the focus is seen."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect
from sqlmodel import select

from mailbot import road
from mailbot.console.rendering import environment
from mailbot.edges.database import reading, transaction
from mailbot.edges.tables import CaseRow, Fate, LetterRow
from mailbot.values import Ruling
from tests.console.inbox import change, held_for
from tests.console.test_acts import different_holders

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PATHS = (
    "/affaires",
    "/affaires?vue=toutes",
    "/affaires?q=zzz",
    "/affaires?page=2",
    "/affaires/1",
    "/affaires/15/paires",
    "/affaires/11/lettre",
    "/affaires/11/lettre?gabarit=rien",
    "/affaires/11/entetes",
    "/affaires/11/impression",
    *(f"/affaires/{number}/explication" for number in (1, 11, 15)),
    "/affaires/11/explication/tribunal",
    "/statistiques",
    "/regles",
    "/regles?jour=hier",
    "/aide",
    "/mot-de-passe",
    "/comptes",
    "/nulle-part",
    *(f"/affaires/{number}" for number in range(11, 18)),
)


def states(page: Page, office) -> Iterator[str]:
    """Each page, then the states that only an act shows; the name of each, once it is there."""
    for path in PATHS:
        page.goto(path)
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        yield path
    yield from as_others_left_them(page, office)
    case_id = held_for(office, "sender_holder")
    page.goto(f"/affaires/{case_id}")
    page.locator("summary", has_text="Écarter").click()
    page.get_by_label("Pourquoi l'objection ne vaut pas ici").fill("vu")
    press(page.locator("details[open]").get_by_role("button"))
    yield "preview"
    change(office, case_id, error="x")
    press(page.get_by_role("button", name="Confirmer"))
    yield "refused"
    page.goto(f"/affaires/{case_id}/lettre?gabarit=libre")
    page.get_by_role("textbox", name="Texte").fill("mot " * 200)
    press(page.get_by_role("button", name="Voir la lettre"))
    yield "letter's preview"
    press(page.get_by_role("button", name="Modifier le texte"))
    yield "letter changed"
    page.get_by_role("textbox", name="Texte").fill("Payez 10 $.")
    press(page.get_by_role("button", name="Voir la lettre"))
    yield "letter refused"
    page.get_by_role("textbox", name="Texte").fill("Bonjour.")
    change(office, case_id, error="y")
    press(page.get_by_role("button", name="Voir la lettre"))
    yield "letter over a case that changed"
    page.goto(f"/affaires/{case_id}")
    page.locator("summary", has_text="Corriger").click()
    page.get_by_role("textbox", name="Numéro du nouveau dossier").fill("CAR2021")
    press(page.locator("details[open]").get_by_role("button"))
    yield "correction refused"
    change(office, 11, proposal="none")
    page.goto("/affaires")
    page.get_by_label("Choisir l'affaire 11").check()
    page.get_by_label(f"Choisir l'affaire {case_id}").check()
    page.get_by_label("Raison").fill("doublons")
    press(page.get_by_role("button", name="Voir ce qui serait clos"))
    yield "bulk"
    press(page.get_by_role("button", name="Clore"))
    yield "bulk closed"
    page.goto("/affaires")
    page.keyboard.press("?")
    yield "keys"
    page.keyboard.press("Escape")
    page.goto("/comptes")
    page.get_by_label("Nom du compte").fill("nouvelle")
    press(page.get_by_role("button", name="Ouvrir le compte"))
    yield "password shown once"
    yield from of_two_agents(page, office)
    yield from of_what_is_refused(page, office)
    change_all(office, status="done", question=False)
    page.goto("/affaires")
    expect(page.locator(".empty")).to_contain_text("Rien n'attend personne")
    yield "empty queue"
    press(page.get_by_role("button", name="Se déconnecter"))
    yield "logged out"
    page.get_by_label("Nom du compte").fill("personne")
    page.get_by_label("Mot de passe").fill("faux")
    press(page.get_by_role("button", name="Se connecter"))
    yield "log-in refused"


def as_others_left_them(page: Page, office) -> Iterator[str]:
    """What a case looks like after somebody, or something, else was at it."""
    now = datetime.now(UTC)
    road.release(11, "solange", office, now)
    road.claim(11, "bruno", office, now)
    page.goto("/affaires/11")
    expect(page.locator(".notice")).to_contain_text("Prise par bruno.")
    yield "taken by another"
    road.release(11, "bruno", office, now)
    change(office, 11, status="failed", error="KeyError: 'x'")
    page.goto("/affaires/11")
    yield "failed"
    change(office, 11, status="held", error="")
    for fate in (Fate.UNKNOWN, Fate.SENT):
        with transaction(office.engine) as session:
            letter = session.exec(select(LetterRow).where(LetterRow.case_id == 1)).one()
            letter.fate, letter.sent_at = fate, now
            session.add(letter)
        held = fate is Fate.UNKNOWN
        details = {"letter": fate} if held else {}
        change(office, 1, status="held" if held else "done", details=details)
        page.goto("/affaires/1")
        yield f"letter {fate}"


def of_two_agents(page: Page, office) -> Iterator[str]:
    now = datetime.now(UTC)
    road.release(held_for(office, "sender_holder"), "solange", office, now)
    case_id = different_holders(office)
    waived = frozenset({"holder_same"})
    road.rule(case_id, Ruling("agathe", "acte de mariage vu", waived=waived), office, now)
    road.settle(case_id, office, now)
    page.goto(f"/affaires/{case_id}")
    expect(page.locator(".notice")).to_contain_text("écartée par agathe")
    yield "awaiting a second agent"
    page.goto("/affaires?vue=second")
    yield "view of what awaits a second agent"


def of_what_is_refused(page: Page, office) -> Iterator[str]:
    page.goto("/aide")
    page.evaluate("document.querySelector('form.who [name=jeton]').value = 'x'")
    press(page.get_by_role("button", name="Se déconnecter"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Le formulaire n'est plus valide")
    yield "403"
    # No provider stands behind this office: its page is given as the console would.
    words = {"why": "le compte n'a aucun rôle", "provider": "l'Office", "visitor": None, "path": ""}
    template = environment(office).get_template("oidc_failed.html")
    body = template.render({**words, "done": "", "queue": "/affaires"})
    page.route("**/echec-oidc", lambda route: route.fulfill(body=body, content_type="text/html"))
    page.goto("/echec-oidc")
    yield "OIDC failed"


def change_all(office, **columns: object) -> None:
    with reading(office.engine) as session:
        ids = session.exec(select(CaseRow.id)).all()
    for case_id in ids:
        change(office, case_id or 0, **columns)


def press(button: Locator) -> None:
    """And be on the page that it leads to."""
    with button.page.expect_navigation():
        button.click()


def violations(page: Page) -> list[str]:
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}})
    return [
        f"{one['id']}: {node['target']} {node['html'][:160]}"
        for one in found.response["violations"]
        for node in one["nodes"]
    ]


@pytest.mark.timeout(300)
@pytest.mark.parametrize(("width", "height"), [(1280, 900), (320, 640)])
def test_axe_finds_nothing_on_any_page(browse, office, width, height) -> None:
    page = browse("solange", width=width, height=height)
    found = {state: violations(page) for state in states(page, office)}
    assert {state: wrong for state, wrong in found.items() if wrong} == {}


def test_axe_does_find_what_is_wrong(browse) -> None:
    page = browse("agathe")
    page.evaluate("document.querySelector('label[for=q]').remove()")
    page.evaluate("document.querySelector('#q').removeAttribute('placeholder')")
    assert any(one.startswith("label") for one in violations(page))


@pytest.mark.timeout(300)
@pytest.mark.parametrize("width", [320, 640])  # 640: 1280 at 200 %
def test_nothing_scrolls_sideways(browse, office, width) -> None:
    page = browse("solange", width=width, height=640)
    wide = {}
    for state in states(page, office):
        over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if over > 0:
            wide[state] = over
    assert wide == {}


@pytest.mark.parametrize("path", ["/connexion", "/affaires", "/affaires/11", "/affaires/11/lettre"])
def test_the_focus_is_always_seen(browse, path) -> None:
    page = browse("solange")
    page.goto(path)
    hidden, seen = [], 0
    for _ in range(80):
        page.keyboard.press("Tab")
        one = page.evaluate(
            """() => {
              const e = document.activeElement, s = getComputedStyle(e);
              const box = e.getBoundingClientRect();
              return {tag: e.tagName, id: e.id, html: e.outerHTML.slice(0, 120),
                      outline: s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2,
                      inside: box.bottom > 0 && box.top < innerHeight};
            }"""
        )
        if one["tag"] == "BODY":
            break
        seen += 1
        if not (one["outline"] and one["inside"]):
            hidden.append(one["html"])
    assert seen > 3
    assert hidden == []


def test_the_page_says_its_language_and_its_name(browse) -> None:
    page = browse("agathe")
    for path in ("/affaires", "/affaires/11", "/statistiques", "/regles", "/aide"):
        page.goto(path)
        assert page.locator("html").get_attribute("lang") == "fr-CA"
        assert page.title().endswith("– mailbot")
        assert page.locator("h1").count() == 1
        for landmark in ("banner", "navigation", "main", "contentinfo"):
            assert page.get_by_role(landmark).count() >= 1


def test_every_target_can_be_hit_by_a_finger(browse) -> None:
    """WCAG 2.2, 2.5.8: at least 24 by 24 CSS pixels, but for links within a sentence."""
    page = browse("solange", width=320, height=640)
    for path in ("/affaires", "/affaires/11"):
        page.goto(path)
        small = page.evaluate(
            """() => [...document.querySelectorAll(
                "button, select, summary, input:not([type=hidden])")]
              .map(e => [e.outerHTML.slice(0, 100), e.getBoundingClientRect()])
              .filter(([, box]) => box.width && (box.height < 24 || box.width < 24))
              .map(([html]) => html)"""
        )
        assert small == []


@pytest.mark.parametrize("path", ["explication", "explication/tribunal"])
def test_an_explanation_has_the_style_that_its_policy_allows(browse, path) -> None:
    page = browse("agathe")
    page.goto(f"/affaires/11/{path}")
    assert page.locator("h1").count() == 1
    assert page.evaluate("getComputedStyle(document.body).maxWidth") == "672px"
