"""The whole work of an agent, in a browser: with JavaScript, without, and by the keyboard alone."""

import re
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect

from mailbot import road
from mailbot.values import Ruling
from tests.console.browser.conftest import enter
from tests.console.inbox import case, held_for


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_the_morning_of_an_agent(browse, office, scripts) -> None:
    page = browse("agathe", scripts=scripts)
    expect(page.get_by_role("heading", level=1)).to_have_text("File des affaires")
    waive(page)
    assert case(office, held_or_done(page)).decision == "accept"
    write_and_call_back(page)
    correct_with_a_mistake_first(page)
    search(page)
    page.get_by_role("button", name="Se déconnecter").click()
    expect(page.get_by_role("status")).to_have_text("Vous êtes déconnecté.")


def held_or_done(page: Page) -> int:
    return int(page.url.split("/affaires/")[1].split("?")[0])


def waive(page: Page) -> None:
    """Sylvie Arès wrote from another address: verified, waived, accepted, the letter leaves."""
    page.get_by_role("link", name="Sylvie Arès").click()
    expect(page.locator("#pourquoi + ul")).to_contain_text("Adresse autre que celle du dossier")
    page.locator("summary", has_text="Écarter").click()
    form = page.locator("details[open]", has_text="Écarter")
    form.get_by_label("Pourquoi l'objection ne vaut pas ici").fill("rappelée au numéro du dossier")
    form.get_by_role("button", name="Voir ce qui suivrait").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Aperçu")
    expect(page.locator("#apres + p")).to_contain_text("serait acceptée")
    expect(page.get_by_role("region", name="Texte de la lettre")).to_contain_text("résultat")
    page.get_by_role("button", name="Confirmer").click()
    expect(page.get_by_role("status").first).to_contain_text("L'objection est écartée")
    expect(page.locator(".heading")).to_contain_text("terminée")


def write_and_call_back(page: Page) -> None:
    page.get_by_role("link", name="← File").click()
    page.get_by_role("link", name="Gaston Lepire").click()
    page.get_by_role("link", name="Préparer la lettre : Préavis").click()
    text = page.get_by_role("textbox", name="Texte")
    expect(text).to_have_value(re.compile("intention de la refuser"))
    text.fill(text.input_value() + "\n\nVous pouvez aussi nous téléphoner.")
    page.get_by_role("button", name="Voir la lettre").click()
    letter = page.get_by_role("region", name="Texte de la lettre")
    expect(letter).to_contain_text("Vous pouvez aussi nous téléphoner.")
    page.get_by_role("button", name="Modifier le texte").click()
    expect(text).to_have_value(re.compile("nous téléphoner"))
    text.fill(text.input_value().replace("téléphoner", "écrire"))
    page.get_by_role("button", name="Voir la lettre").click()
    expect(letter).to_contain_text("Vous pouvez aussi nous écrire.")
    page.get_by_role("button", name="Envoyer").click()
    expect(page.get_by_role("status").first).to_contain_text("part dans une minute")
    page.get_by_role("button", name="Rappeler la lettre").click()
    expect(page.get_by_role("status").first).to_contain_text("ne partira pas")
    expect(page.locator(".heading")).to_contain_text("à traiter")
    page.get_by_label("Ajouter une note").fill("À revoir avec Solange.")
    page.get_by_role("button", name="Ajouter la note").click()
    expect(page.locator(".note")).to_contain_text("À revoir avec Solange.")
    page.get_by_role("button", name="La remettre à tous").click()
    expect(page.get_by_role("status").first).to_contain_text("de nouveau à tous")


def correct_with_a_mistake_first(page: Page) -> None:
    page.get_by_role("link", name="Nadia Fortier").click()
    page.locator("summary", has_text="Corriger").click()
    page.get_by_role("textbox", name="Numéro du nouveau dossier").fill("CAR2021")
    page.locator("details[open]").get_by_role("button", name="Voir ce qui suivrait").click()
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("n'a pas la forme attendue")
    alert.get_by_role("link").click()
    field = page.get_by_role("textbox", name="Numéro du nouveau dossier")
    expect(field).to_have_attribute("aria-invalid", "true")
    field.fill("CAR202199999999")
    page.locator("details[open]").get_by_role("button", name="Voir ce qui suivrait").click()
    expect(page.locator("#apres ~ .objection").first).to_contain_text("inconnu")
    page.get_by_role("link", name="Ne rien changer").click()
    page.get_by_role("link", name="← File").click()


def search(page: Page) -> None:
    page.get_by_label("Chercher").fill("courtemanche")
    page.get_by_label("Chercher").press("Enter")
    expect(page.locator(".empty")).to_contain_text("Aucune affaire ne répond à ces filtres.")
    page.get_by_role("link", name="toutes les affaires").click()
    expect(page.locator("a.open").first).to_contain_text("Courtemanche")


def test_the_message_is_seen_while_its_numbers_are_corrected(browse, office) -> None:
    page = browse("agathe")
    page.goto(f"/affaires/{held_for(office, 'sender_holder')}")
    page.locator("summary", has_text="Corriger").click()
    field = page.get_by_role("textbox", name="Numéro du certificat expiré")
    field.scroll_into_view_if_needed()
    expect(field).to_be_in_viewport()
    for number in page.locator("mark", has_text="CAR").all():
        expect(number).to_be_in_viewport()


def tab_to(page: Page, selector: str, most: int = 120) -> None:
    """Press Tab until the element has the focus, as somebody without a mouse does."""
    for _ in range(most):
        if page.evaluate("s => !!document.activeElement?.matches(s)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not lead to {selector}")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_the_keyboard_alone_is_enough(browse, office, scripts) -> None:
    page, case_id = browse(scripts=scripts), held_for(office, "sender_holder")
    page.goto("/connexion")
    for selector, typed in (("#compte", "agathe"), ("#mot_de_passe", "quarante messages à 8 h 30")):
        tab_to_anywhere(page, selector, scripts)
        page.keyboard.type(typed)
    page.keyboard.press("Enter")
    page.wait_for_url("**/affaires")
    tab_to_anywhere(page, f"#lien-{case_id}", scripts)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/affaires/{case_id}")
    open_act(page, scripts)
    page.keyboard.type("rappelée")
    page.keyboard.press("Enter")
    page.wait_for_url("**/apercu")
    tab_to_anywhere(page, "button.main", scripts)
    page.keyboard.press("Enter")
    page.wait_for_url("**fait=ecarter")
    assert case(office, case_id).decision == "accept"


def tab_to_anywhere(page: Page, selector: str, scripts: bool) -> None:
    """Playwright evaluates nothing in a page without scripts: there the focus is asked of CSS."""
    if scripts:
        return tab_to(page, selector)
    for _ in range(120):
        if page.locator(f"{selector}:focus").count():
            return None
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not lead to {selector}")


def open_act(page: Page, scripts: bool) -> None:
    for _ in range(120):
        if page.locator("summary:focus", has_text="Écarter").count():
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.locator("#ecarter-raison:focus").count() == 1


def test_the_keys_move_open_take_and_go_back(browse, office) -> None:
    page = browse("agathe")
    links = page.locator("a.open")
    page.keyboard.press("j")
    expect(links.nth(0)).to_be_focused()
    page.keyboard.press("j")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("k")
    expect(links.nth(0)).to_be_focused()
    page.keyboard.press("c")
    page.wait_for_url("**fait=prise")
    page.keyboard.press("u")
    page.wait_for_url("**/affaires")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/affaires/*")
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Raccourcis du clavier")
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


def test_the_keys_can_be_turned_off_and_type_nothing_into_fields(browse) -> None:
    page = browse("agathe")
    page.keyboard.press("/")
    expect(page.get_by_label("Chercher")).to_be_focused()
    page.keyboard.type("jkc?")
    expect(page.get_by_label("Chercher")).to_have_value("jkc?")
    page.get_by_label("Chercher").blur()
    page.keyboard.press("?")
    page.get_by_label("Raccourcis actifs").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    expect(page.locator("a.open").first).not_to_be_focused()
    page.reload()
    page.keyboard.press("j")
    expect(page.locator("a.open").first).not_to_be_focused()


def test_the_queue_is_live_and_keeps_the_place_of_the_hand(browse, office) -> None:
    page = browse()
    page.clock.install()
    enter(page, "agathe")
    page.locator("#lien-14").focus()
    road.claim(11, "bruno", office, datetime.now(UTC))
    with page.expect_response(lambda answer: "vu=" in answer.url):
        page.clock.fast_forward(16_000)
    expect(page.locator('tr[data-case="11"]')).to_have_class("taken")
    expect(page.locator("#lien-14")).to_be_focused()
    expect(page.locator("#etat")).to_contain_text("La file a changé")


def test_two_agents_at_once_do_not_spoil_each_others_case(browse, office) -> None:
    case_id = held_for(office, "sender_holder")
    agathe, bruno = browse("agathe"), browse("bruno")
    agathe.goto(f"/affaires/{case_id}")
    bruno.goto(f"/affaires/{case_id}")
    expect(bruno.locator(".notice")).to_contain_text("Prise par agathe.")
    expect(bruno.locator("summary", has_text="Écarter")).to_have_count(0)
    # Bruno may still write a note; once he changed the case, Agathe has to look again.
    agathe.locator("summary", has_text="Écarter").click()
    agathe.get_by_label("Pourquoi l'objection ne vaut pas ici").fill("vu")
    agathe.locator("details[open]").get_by_role("button").click()
    bruno.get_by_label("Ajouter une note").fill("La dame vient de rappeler.")
    bruno.get_by_role("button", name="Ajouter la note").click()
    expect(bruno.locator(".note")).to_contain_text("La dame vient de rappeler.")
    now = datetime.now(UTC)
    road.release(case_id, "agathe", office, now)
    road.rule(
        case_id, Ruling("bruno", "elle demande aussi le prix", {"question": "oui"}), office, now
    )
    road.settle(case_id, office, now)
    agathe.get_by_role("button", name="Confirmer").click()
    expect(agathe.get_by_role("heading", level=1)).to_have_text("Rien n'a été changé")
    expect(agathe.get_by_role("table")).to_contain_text("elle demande aussi le prix")
    expect(agathe.get_by_label("Raison")).to_have_value("vu")
    assert case(office, case_id).status == "held"
    agathe.get_by_role("link", name=f"Relire l'affaire {case_id}").click()
    agathe.get_by_role("button", name="La remettre à tous").click()
    bruno.goto(f"/affaires/{case_id}")
    expect(bruno.locator("summary", has_text="Écarter")).to_have_count(1)
