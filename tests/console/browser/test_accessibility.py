"""Every page and state: axe-core finds nothing, nothing scrolls sideways, the focus is seen."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page

from tests.console.inbox import change, held_for

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
    press(page.get_by_role("button", name="Se déconnecter"))
    yield "logged out"
    page.get_by_label("Nom du compte").fill("personne")
    page.get_by_label("Mot de passe").fill("faux")
    press(page.get_by_role("button", name="Se connecter"))
    yield "log-in refused"


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
