"""Make a form of a step's fields, read it back into the draft, and show it with its problems."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import get_language

from thidua.drafting.forms.blocks import Block, Data, Field, Listed, fields_of
from thidua.drafting.rules import tables
from thidua.drafting.rules.placing import placed
from thidua.drafting.rules.tables import Path, dotted, get
from thidua.drafting.rules.typing import Kind, shown, typed
from thidua.kernel.errors import RuleBroken
from thidua.plans.rules.reading import Problem

LONGEST = 20_000  # characters of one field
ROWS: Mapping[Kind, int] = {Kind.TEXT: 2, Kind.PARTS: 3}
TYPES: Mapping[Kind, str] = {Kind.DAY: "date", Kind.INSTANT: "datetime-local"}


class TypedField(forms.CharField):
    """A field that is read as its kind; what cannot be read says why."""

    def __init__(self, kind: Kind, **options: Any) -> None:  # noqa: ANN401 - Django's options
        super().__init__(required=False, max_length=LONGEST, strip=False, **options)
        self.kind = kind

    def clean(self, value: Any) -> object:  # noqa: ANN401 - whatever was sent
        """Read what was typed."""
        try:
            return typed(self.kind, super().clean(value))
        except RuleBroken as broken:
            raise forms.ValidationError(broken.text(get_language() or "vi")) from broken


@dataclass(frozen=True, slots=True)
class ShownField:
    """A field on the page, with what the plan's check says of it."""

    bound: forms.BoundField
    kind: Kind
    problems: tuple[str, ...]
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShownBlock:
    """A block on the page."""

    name: str
    title: str | Promise
    fields: tuple[ShownField, ...]
    lists: tuple["ShownList", ...]
    opens: bool


@dataclass(frozen=True, slots=True)
class ShownList:
    """A list of blocks on the page."""

    name: str
    title: str | Promise
    rows: tuple[ShownBlock, ...]
    empty: str | Promise


def form_of(
    block: Block, data: Data, sent: QueryDict | None, problems: Iterable[Problem] = ()
) -> forms.Form:
    """Make the form of a block, filled with what the draft holds or with what was sent."""
    listed = tuple(fields_of(block))
    by_field, _rest = placed(problems, [field.path for field in listed])
    made = {
        dotted(field.path): _form_field(field, get(data, field.path), field.path in by_field)
        for field in listed
    }
    return type("StepForm", (forms.Form,), made)(sent)  # type: ignore[no-any-return]  # made here


def taken(block: Block, form: forms.Form, data: Data) -> tables.Data:
    """Put what was typed into the draft's tables."""
    made = dict(data)
    for field in fields_of(block):
        value = form.cleaned_data[dotted(field.path)]
        empty = value is None or value is False or value in ("", [], field.default)
        made = tables.put(made, field.path, None if empty else value)
    return made


def shown_block(block: Block, form: forms.Form, problems: Iterable[Problem]) -> ShownBlock:
    """Show a block with every problem at its field."""
    by_field, _rest = placed(problems, [field.path for field in fields_of(block)])
    return _shown(block, form, by_field)


def words_of(problem: Problem) -> str:
    """Say what is wrong and what to do, in the page's language."""
    return RuleBroken(problem.code, **problem.facts).text(get_language() or "vi")


def _shown(
    block: Block, form: forms.Form, by_field: Mapping[Path, tuple[Problem, ...]]
) -> ShownBlock:
    return ShownBlock(
        dotted(block.path),
        block.title,
        tuple(_shown_field(field, form, by_field.get(field.path, ())) for field in block.fields),
        tuple(_shown_list(listed, form, by_field) for listed in block.lists),
        block.opens,
    )


def _shown_list(
    listed: Listed, form: forms.Form, by_field: Mapping[Path, tuple[Problem, ...]]
) -> ShownList:
    rows = tuple(_shown(row, form, by_field) for row in listed.rows)
    return ShownList(dotted(listed.path), listed.title, rows, listed.empty)


def _shown_field(field: Field, form: forms.Form, problems: tuple[Problem, ...]) -> ShownField:
    wrong = tuple(words_of(problem) for problem in problems if not problem.is_remark)
    remarks = tuple(words_of(problem) for problem in problems if problem.is_remark)
    return ShownField(form[dotted(field.path)], field.kind, wrong, remarks)


def _form_field(field: Field, value: object, wrong: bool) -> forms.Field:  # noqa: FBT001 - from a mapping
    attrs = {"aria-invalid": "true"} if wrong else {}
    common: dict[str, Any] = {"label": field.label, "help_text": field.help}
    if field.kind is Kind.FLAG:
        box = forms.CheckboxInput(attrs)
        return forms.BooleanField(required=False, initial=value is True, widget=box, **common)
    if field.kind is Kind.WORD:
        return forms.ChoiceField(
            required=False,
            choices=[*_blank(field), *_known(field, [value])],
            initial=field.default if value is None else value,
            widget=forms.Select(attrs),
            **common,
        )
    if field.kind is Kind.CHOICES:
        held = [str(each) for each in value] if isinstance(value, list) else []
        return forms.MultipleChoiceField(
            required=False,
            choices=_known(field, held),
            initial=held,
            widget=forms.CheckboxSelectMultiple(attrs),
            **common,
        )
    return TypedField(
        field.kind, initial=shown(field.kind, value), widget=_widget(field, value, attrs), **common
    )


def _known(field: Field, held: Iterable[object]) -> Any:  # noqa: ANN401 - Django's choices
    """Offer also what the draft holds and nobody knows, so that it is not lost by saving."""
    names = {name for name, _ in field.choices}
    strange = [str(each) for each in held if each is not None and str(each) not in names]
    return [*field.choices, *((each, each) for each in strange)]


def _blank(field: Field) -> list[tuple[str, str]]:
    """Offer to choose nothing, where that is not the same as something."""
    return [] if field.default or "" in dict(field.choices) else [("", "—")]


def _widget(field: Field, value: object, attrs: Mapping[str, str]) -> forms.Widget:
    if field.kind in (Kind.TEXT, Kind.LINES, Kind.BANDS, Kind.VALUES, Kind.PARTS):
        rows = ROWS.get(field.kind, 4)
        return forms.Textarea({**attrs, "rows": rows, "cols": 40})
    if field.kind in TYPES and (value is None or not isinstance(value, str)):
        return forms.TextInput({**attrs, "type": TYPES[field.kind]})
    if field.kind in (Kind.WHOLE, Kind.NUMBER, Kind.VALUE):
        return forms.TextInput({**attrs, "inputmode": "decimal", "class": "short"})
    return forms.TextInput(dict(attrs))
