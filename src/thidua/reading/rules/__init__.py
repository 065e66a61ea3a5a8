"""How public pages mark what they show."""
