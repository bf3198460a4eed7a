"""The rest of a page: after what is in sight, in order, at once for whoever asks, and only while the page is seen."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from mentordesk_ui.qtkit.by_and_by import ByAndBy
from tests.support.rehearsal import until


class Page(QWidget):
    """Notes when it was painted, and whatever else is noted in it."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def paintEvent(self, _event: QPaintEvent) -> None:
        self.seen.append("painted")


@pytest.fixture
def page(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Page]:
    monkeypatch.setattr(ByAndBy, "at_once", False)
    made = Page()
    yield made
    made.hide()
    made.deleteLater()


def test_steps_come_in_order_once_the_page_has_been_painted(page: Page) -> None:
    rest = ByAndBy(page)
    ended: list[bool] = []
    rest.whole.connect(partial(ended.append, True))
    rest.then(partial(page.seen.append, "one"), partial(page.seen.append, "two"))
    assert not rest.is_whole
    page.show()
    assert page.seen == []
    until(lambda: rest.is_whole, "the steps")
    assert (page.seen[0], [one for one in page.seen if one != "painted"]) == ("painted", ["one", "two"])
    assert ended == [True]

    rest.then(partial(page.seen.append, "three"))
    until(lambda: page.seen[-1] == "three", "a step given later")


def test_whoever_asks_has_all_of_it_at_once(page: Page) -> None:
    rest = ByAndBy(page)
    rest.then(partial(page.seen.append, "one"))
    rest.instead(partial(page.seen.append, "two"), partial(page.seen.append, "three"))
    rest.finish()
    assert (page.seen, rest.is_whole) == (["two", "three"], True)
    rest.finish()
    assert page.seen == ["two", "three"]


def test_nothing_is_done_while_the_page_is_hidden_and_it_goes_on_afterwards(page: Page) -> None:
    rest = ByAndBy(page)
    rest.then(page.hide, partial(page.seen.append, "one"))
    page.show()
    until(page.isHidden, "the first step")
    for _turn in range(5):
        QApplication.processEvents()
    assert "one" not in page.seen
    page.show()
    until(lambda: rest.is_whole, "the second step")
    assert page.seen[-1] == "one"
