"""The pages in a real browser, Debian's chromium: with a mouse, with the keyboard alone, on a telephone, examined by axe."""

import csv
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from support.commanding import run  # noqa: F401  (a fixture)

from bot.pages.entries import ENTRIES
from catalogue.offer.writing import write_catalogue
from enrolment.registration.rights import Scope
from scripts.showcase import ADMIN, Site, peopled, served

expect.set_options(timeout=20_000)
CHROMIUM = shutil.which("chromium")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed (apt-get install chromium)"),
]
PLAIN = [entry.address for entry in ENTRIES if entry.method == "GET" and "{" not in entry.address and not entry.address.endswith(".csv")]
ADDRESSES = (*PLAIN, "/registrations/22222222")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    house = peopled(tmp_path_factory.mktemp("site") / "site.db", 70, datetime.now(UTC))
    with served(house) as opened:
        yield opened
    house.close()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser, site: Site) -> Iterator[Page]:
    """A page of the programme's administrator, in French; whatever the browser complains of fails the test."""
    context = chromium.new_context(locale="fr-CA", accept_downloads=True)
    opened = context.new_page()
    opened.set_default_timeout(60_000)
    complaints: list[str] = []
    opened.on("console", lambda said: complaints.append(said.text) if said.type in {"error", "warning"} else None)
    opened.on("pageerror", lambda fault: complaints.append(str(fault)))
    opened.goto(site.link())
    opened.get_by_role("button", name="Se connecter").click()
    expect(opened.locator("#count")).to_be_visible()
    yield opened
    context.close()
    assert [each for each in complaints if "404" not in each] == []


def faults(page: Page) -> list[str]:
    """What axe finds against WCAG 2.2 AA and its good practices."""
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415  (a script of half a megabyte, read for this alone)

    found = Axe().run(page).response["violations"]
    return [f"{page.url}: {each['id']}: {each['nodes'][0]['html'][:120]}" for each in found]


def test_a_link_signs_in_once(page: Page, site: Site) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("Préinscriptions")
    expect(page.locator("#count")).to_have_text("70 préinscriptions")
    page.goto(f"{site.address}/in/false")
    assert page.content().count("Not Found") == 1


def test_typing_filters_while_one_types_and_the_address_can_be_kept(page: Page, site: Site) -> None:
    page.get_by_label("Nom, courriel").press_sequentially("personne11@exemple.test")
    expect(page.locator("#count")).to_have_text("1 préinscription")
    expect(page.locator("tbody tr")).to_have_count(1)
    page.wait_for_url("**q=*")
    assert "personne11" not in page.url
    kept = page.url
    page.get_by_label("Nom, courriel").fill("")
    page.get_by_label("État").select_option("declined")
    expect(page.locator("tbody tr")).to_have_count(4)
    page.goto(kept)
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(page.get_by_label("Nom, courriel")).to_have_value("personne11@exemple.test")


def test_leafing_goes_forth_and_back(page: Page) -> None:
    first = page.locator("tbody th a").first.inner_text()
    page.get_by_role("link", name="Page suivante").click()
    expect(page.locator("tbody tr")).to_have_count(20)
    page.get_by_role("link", name="Page précédente").click()
    expect(page.locator("tbody th a").first).to_have_text(first)


def test_the_export_is_the_command_lines_byte_for_byte(
    page: Page, site: Site, run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path  # type: ignore[no-untyped-def]  # noqa: F811
) -> None:
    page.get_by_label("État").select_option("confirmed")
    page.wait_for_url("**status=confirmed*")
    with page.expect_download() as taken:
        page.get_by_role("link", name="CSV ordinaire").click()
    monkeypatch.setenv("INSCRIA_DATABASE_URL", site.house.database.url)
    monkeypatch.setenv("INSCRIA_DATA_KEY", "00" * 32)
    code, _, _ = run("export", "--status", "confirmed", "--output", "cli.csv")
    content = Path(taken.value.path()).read_bytes()
    assert code == 0
    assert content == (tmp_path / "cli.csv").read_bytes()
    assert len(list(csv.reader(content.decode("utf-8-sig").splitlines()))) > 10


def test_one_is_confirmed_and_another_declined_with_a_reason(page: Page) -> None:
    page.get_by_label("État").select_option("pre_registered")
    page.wait_for_url("**status=pre_registered*")
    expect(page.locator("tbody .mark:not(.mark-pre_registered)")).to_have_count(0)
    page.locator("tbody th a").first.click()
    page.get_by_role("button", name="Confirmer").click()
    expect(page.get_by_role("status")).to_have_text("Confirmée; la personne est avisée.")
    expect(page.locator(".lead .mark")).to_have_text("confirmée")
    page.locator("summary", has_text="Refuser").click()
    page.get_by_label("Dans vos mots").check()
    page.get_by_role("textbox", name="Vos mots").fill("Réservé aux membres")
    page.get_by_role("button", name="Refuser cette préinscription").click()
    expect(page.locator(".lead .mark")).to_have_text("refusée")
    expect(page.locator("dl").first).to_contain_text("Réservé aux membres")
    expect(page.locator(".history")).to_contain_text("Refus, administration")


def test_several_are_confirmed_at_once(page: Page) -> None:
    page.get_by_label("État").select_option("pre_registered")
    page.wait_for_url("**status=pre_registered*")
    expect(page.locator("tbody .mark:not(.mark-pre_registered)")).to_have_count(0)
    for box in page.get_by_role("checkbox").all()[:2]:
        box.check()
    page.get_by_role("button", name="Confirmer celles").click()
    expect(page.locator(".notice")).to_contain_text("2 confirmées")


def test_a_catalogue_is_brought_looked_at_and_applied(page: Page, site: Site, tmp_path: Path) -> None:
    offer = site.house.desk.current().catalogue
    first, *rest = offer.courses
    write_catalogue(offer.model_copy(update={"courses": (first.model_copy(update={"duration_hours": 99}), *rest)}), tmp_path / "offre.yaml")
    deep = "courses: [{sessions: [{meetings: [{ends: never}]}]}]"  # its place is one long word
    (tmp_path / "faux.yaml").write_text(f"programme: {{}}\n{deep}\n", encoding="utf-8")
    page.get_by_role("link", name="Catalogue").click()
    page.get_by_label("Un fichier de catalogue").set_input_files(tmp_path / "faux.yaml")
    page.get_by_role("button", name="Voir ce").click()
    expect(page.get_by_role("alert")).to_contain_text("programme.name")
    assert faults(page) == []
    desk = page.viewport_size
    page.set_viewport_size({"width": 360, "height": 740})
    assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    page.set_viewport_size(desk or {"width": 1280, "height": 720})
    page.get_by_label("Un fichier de catalogue").set_input_files(tmp_path / "offre.yaml")
    page.get_by_role("button", name="Voir ce").click()
    expect(page.locator(".changes")).to_contain_text("→ 99")
    assert faults(page) == []
    page.get_by_role("button", name="Appliquer").click()
    expect(page.get_by_role("status")).to_contain_text("Le catalogue est modifié.")


def test_each_page_speaks_the_other_language_after_one_press(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/statistics")
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Statistics")
    page.get_by_role("link", name="Audit log").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_role("button", name="Français").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Journal")


def test_the_keyboard_alone_finds_confirms_and_leaves(page: Page) -> None:
    page.bring_to_front()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Aller au contenu"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "typed"
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.wait_for_url("**status=pre_registered*")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "filter-course", "the filters keep the focus while the list changes"
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('tbody th') !== null"):
            break
    page.keyboard.press("Enter")
    page.wait_for_selector("dl")
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == "Confirmer":
            break
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"
    page.keyboard.press("Enter")
    expect(page.locator(".lead .mark")).to_have_text("confirmée")


def visited(page: Page, site: Site) -> Iterator[str]:
    """Every page of somebody signed in, one after the other, with all that folds unfolded."""
    page.goto(f"{site.address}/registrations")
    card = page.locator("tbody th a").first.get_attribute("href") or ""
    for address in (*ADDRESSES, card, "/registrations?status=expired"):
        page.goto(f"{site.address}{address}")
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
        yield address


def test_axe_finds_nothing_on_any_page(page: Page, site: Site) -> None:
    found = [fault for _ in visited(page, site) for fault in faults(page)]
    page.goto(site.link(ADMIN))
    found += faults(page)
    page.goto(f"{site.address}/registrations")
    page.get_by_role("button", name="Se déconnecter", exact=True).click()
    found += faults(page)
    assert found == []


def test_on_a_telephone_nothing_overflows_and_axe_finds_nothing_in_the_list(page: Page, site: Site) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    wide = [address for address in visited(page, site) if page.evaluate("document.documentElement.scrollWidth > window.innerWidth")]
    assert wide == []
    page.goto(f"{site.address}/registrations?status=pre_registered")
    assert faults(page) == []


def test_a_reader_sees_counts_alone(chromium: Browser, site: Site) -> None:
    page = chromium.new_page()
    page.goto(site.link(903, "en", Scope.READER))
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Statistics")
    expect(page.get_by_role("navigation").get_by_role("link")).to_have_text(["Statistics", "Demand"])
    page.goto(f"{site.address}/statistics/aggregates")
    expect(page.get_by_role("main")).to_contain_text("No names.")
    assert faults(page) == []
    page.close()
