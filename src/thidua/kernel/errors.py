"""The one class of expected failure.

A rule that is broken says so with a stable code and the facts of the case; the catalogue
(`kernel.messages`) turns both into Vietnamese or English, and into an HTTP status.
Anything else that is raised is a bug.
"""

from thidua.kernel.messages import MESSAGES


class RuleBroken(Exception):  # noqa: N818 - it names what happened, not a kind of error
    """A rule of the domain was broken; `code` is in the catalogue, `facts` fill its words."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code, facts)
        self.code = code
        self.facts = facts

    @property
    def status(self) -> int:
        """The HTTP status that the catalogue declares for this code."""
        return MESSAGES[self.code].status

    def text(self, language: str = "vi") -> str:
        """Say what happened and what to do, in `vi` or `en`."""
        message = MESSAGES[self.code]
        words = message.vi if language == "vi" else message.en
        return words.format_map({key: _plain(value, language) for key, value in self.facts.items()})

    def __str__(self) -> str:
        return f"{self.code}: {self.text('en')}"


def _plain(value: object, language: str) -> object:
    if isinstance(value, RuleBroken):
        return value.text(language)
    if isinstance(value, list) and value and isinstance(value[0], RuleBroken):
        return "\n".join(item.text(language) for item in value)
    if isinstance(value, (list, tuple, set, frozenset)):
        return ", ".join(str(item) for item in value)
    return value
