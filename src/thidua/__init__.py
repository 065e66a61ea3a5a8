"""Thi đua số: emulation campaigns on numbers that anyone can recount."""

__version__ = "0.1.0"
