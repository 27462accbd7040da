"""The tabs of the panel beside the map: a file a tab, with what it shows and what it does.

A file of this package declares its tab as a subclass of `Tab`; nothing else lists them.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import Any, ClassVar

import solara

from experiments.browser.visit.part import PagePart
from experiments.browser.visit.session import Session
from experiments.browser.visit.visit import Visit


class Tab(PagePart, ABC):
    """A tab of one visitor's page.

    A subclass gives three things as it is declared, as in
    ``class LeversTab(Tab, name="levers", label="Levers", place=3)``.

    Parameters
    ----------
    visit : Visit
        What the visitor does; the tab follows it.

    Attributes
    ----------
    name, label : str
        Its key, and what stands on it.
    place : int
        Its place in the row of tabs.
    cites : tuple of str
        Texts, shown now, that name rows of evidence or documents; the page says below where to
        find them.
    """

    cites: tuple[str, ...] = ()
    name: ClassVar[str]
    label: ClassVar[str]
    place: ClassVar[int]

    def __init_subclass__(cls, *, name: str, label: str, place: int) -> None:
        super().__init_subclass__()
        cls.name, cls.label, cls.place = name, label, place

    def __init__(self, visit: Visit) -> None:
        self.visit = visit
        visit.follow(self)

    @property
    def session(self) -> Session:
        """The visitor's work."""
        return self.visit.session

    @abstractmethod
    def show(self) -> Any:
        """Return what the tab shows now, as an element of the page."""

    def foot(self) -> Any:
        """Return what stands below the tab and never scrolls off; None for nothing."""
        return None


@cache
def tab_types() -> tuple[type[Tab], ...]:
    """Return every tab, in the order of the row.

    Raises
    ------
    TypeError
        If a file of this package does not declare just one tab.
    """
    modules = [import_module(f"{__name__}.{one.name}") for one in iter_modules(__path__)]
    return tuple(sorted(map(declared_tab, modules), key=lambda tab: tab.place))


def declared_tab(module: ModuleType) -> type[Tab]:
    """Return the tab that a file declares.

    Raises
    ------
    TypeError
        If it does not declare just one.
    """
    own = [
        one for one in vars(module).values() if getattr(one, "__module__", "") == module.__name__
    ]
    tabs = [one for one in own if isinstance(one, type) and issubclass(one, Tab)]
    if len(tabs) != 1:
        raise TypeError(f"{module.__name__} declares {len(tabs)} tabs instead of one")
    return tabs[0]


@solara.component_vue("vue/Sources.vue", vuetify=False)
def sources_view(*, documents: Sequence[str], rows: Sequence[Any]) -> None:
    """Say where the rows of evidence stand that are named above."""


@solara.component_vue("vue/Nothing.vue", vuetify=False)
def nothing_view(*, title: str, words: str) -> None:
    """Say that there is nothing to show yet, and what to do."""
