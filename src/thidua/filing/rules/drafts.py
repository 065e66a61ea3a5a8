"""A dossier while a resident writes it (bản nháp hồ sơ): kept as JSON, filed as an application."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import timedelta
from enum import StrEnum

from thidua.dossiers.rules import Channel, Filer
from thidua.kernel.errors import RuleBroken
from thidua.onestop.rules import Application, Brought, Party
from thidua.procedures.rules import OnlineLevel, Version

MOST_DRAFTS = 10  # of one resident
KEPT = timedelta(days=30)  # after the last change


class Page(StrEnum):
    """The pages of writing, in their order."""

    WHERE = "where"  # nơi giải quyết
    WHO = "who"  # ai nộp, cho ai
    PAPERS = "papers"  # giấy tờ
    REVIEW = "review"  # xem lại và nộp


@dataclass(frozen=True, slots=True)
class Chosen:
    """What stands for a component: a file that the archive holds, or the paper itself (None).

    `reused` says that it was there before this draft.
    """

    component: str
    held: int | None = None
    reused: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """What was written so far; empty is not written yet."""

    procedure: str
    unit: str = ""
    support_unit: str = ""
    filer: str = Filer.SELF.value
    hamlet: str = ""
    name: str = ""
    phone: str = ""
    identity: str = ""
    address: str = ""
    papers: tuple[Chosen, ...] = ()

    @property
    def plain(self) -> dict[str, object]:
        """Give it as JSON knows it."""
        written = {each.name: getattr(self, each.name) for each in fields(self)}
        return {**written, "papers": [[p.component, p.held, p.reused] for p in self.papers]}

    def taking(self, chosen: Chosen) -> "Draft":
        """Let something stand for a component, in place of what stood there."""
        return replace(self, papers=(*self.leaving(chosen.component).papers, chosen))

    def leaving(self, component: str) -> "Draft":
        """Let nothing stand for a component."""
        kept = tuple(each for each in self.papers if each.component != component)
        return replace(self, papers=kept)

    def chosen(self, component: str) -> Chosen | None:
        """Give what stands for a component, None for nothing."""
        return next((each for each in self.papers if each.component == component), None)


def read(plain: Mapping[str, object]) -> Draft:
    """Read what `plain` gave."""
    known = {each.name for each in fields(Draft)} - {"papers"}
    written = {key: str(value) for key, value in plain.items() if key in known}
    papers = plain.get("papers", [])
    rows = papers if isinstance(papers, list) else []
    return Draft(**written, papers=tuple(Chosen(*row) for row in rows))


def check_online(version: Version | None, procedure: str) -> Version:
    """Refuse a procedure that is not in force, or cannot be filed online."""
    if version is None:
        raise RuleBroken("onestop.procedure-not-in-force", procedure=procedure[:40])
    if not version.online.is_service:
        raise RuleBroken("onestop.not-online", procedure=version.name)
    return version


def check_component(version: Version, component: str, *, on_paper: bool) -> None:
    """Refuse a paper that the procedure does not ask for, or that has to come as a file."""
    if component not in {each.name for each in version.components}:
        raise RuleBroken("filing.no-such-component")
    if on_paper and version.online in {OnlineLevel.FULL, OnlineLevel.FOURTH}:
        raise RuleBroken("filing.file-needed")


def first_open(draft: Draft) -> Page:
    """Give the first page that still has to be written; the review when none has."""
    if not draft.unit:
        return Page.WHERE
    if not draft.name or not draft.phone:
        return Page.WHO
    return Page.REVIEW


def lacking(draft: Draft, version: Version) -> tuple[str, ...]:
    """Name the components for which nothing stands; the office may ask for them."""
    there = {each.component for each in draft.papers}
    return tuple(each.name for each in version.components if each.name not in there)


def application(draft: Draft) -> Application:
    """Write a draft as what is filed: online, received where it is decided."""
    if first_open(draft) is not Page.REVIEW:
        raise RuleBroken("filing.not-finished")
    return Application(
        procedure=draft.procedure,
        unit=draft.unit,
        receipt_unit=draft.unit,
        channel=Channel.ONLINE,
        filer=Filer(draft.filer),
        support_unit=draft.support_unit or None,
        hamlet=draft.hamlet or None,
        papers=tuple(Brought(each.component, each.held, each.reused) for each in draft.papers),
    )


def party(draft: Draft, person: int) -> Party:
    """Write for whom a draft is, and which account files it."""
    return Party(
        name=draft.name,
        phone=draft.phone,
        identity=draft.identity,
        address=draft.address,
        person=person,
    )
