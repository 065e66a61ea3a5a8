"""Screens: people petition and follow their petition; the unit handles it."""
