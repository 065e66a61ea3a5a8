"""The way to a page; what units are called stands with the units."""

from django.utils.functional import Promise

from thidua.counting.models.naming import name_on, names

__all__ = ["Trail", "name_on", "names"]

Trail = list[tuple[str | Promise, str]]  # the way to a page: what each step is called, its address
