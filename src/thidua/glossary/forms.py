"""What readers look for in the dictionary."""

from django.http import QueryDict

from thidua.kernel.errors import RuleBroken

LONGEST = 100


def asked(data: QueryDict) -> str:
    """Give what is looked for; too long a text is refused with what can be asked."""
    text = data.get("q", "").strip()
    if len(text) > LONGEST or "\0" in text:
        expected = RuleBroken("portal.expected-q")
        shown = f"{text[:LONGEST]}…"
        raise RuleBroken("portal.bad-parameter", name="q", value=shown, expected=expected)
    return text
