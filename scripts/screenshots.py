"""The README's pictures of the administrators' pages, taken in Debian's chromium: ``python -m scripts.screenshots``."""

import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from scripts.showcase import Site, peopled, served

PICTURES = Path(__file__).resolve().parent.parent / "docs" / "pictures"
WIDE, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}


def main() -> int:
    chromium = shutil.which("chromium")
    if chromium is None:
        print("chromium is not installed: apt-get install chromium", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        house = peopled(Path(folder) / "shown.db")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        with served(house) as site:
            for name, (language, size, steps) in SHOTS.items():
                _take(browser, site, name, language, size, steps)
        browser.close()
        house.close()
    return 0


def _take(browser: Browser, site: Site, name: str, language: str, size: dict[str, int], steps: Callable[[Page], None]) -> None:
    page = browser.new_page(viewport=size, device_scale_factor=1)  # type: ignore[arg-type]  # the two sizes above
    page.goto(site.link(language="en" if language == "en" else "fr"))
    page.locator("main button").click()
    steps(page)
    page.screenshot(path=PICTURES / f"pages-{name}.png")
    page.close()


def _list(page: Page) -> None:
    page.wait_for_selector("table")


def _listed(page: Page) -> None:
    """The rows, past the filters that fill a telephone's screen."""
    page.wait_for_selector("table")
    page.evaluate("document.getElementById('count').scrollIntoView()")


def _card(page: Page) -> None:
    page.locator("tbody th a").nth(3).click()
    page.wait_for_selector("dl")


def _statistics(page: Page) -> None:
    page.locator("nav a", has_text="Statisti").click()
    page.wait_for_selector("svg")


SHOTS: dict[str, tuple[str, dict[str, int], Callable[[Page], None]]] = {
    "list-fr": ("fr", WIDE, _list),
    "statistics-en": ("en", WIDE, _statistics),
    "card-fr": ("fr", WIDE, _card),
    "phone-fr": ("fr", PHONE, _listed),
}

if __name__ == "__main__":
    sys.exit(main())
