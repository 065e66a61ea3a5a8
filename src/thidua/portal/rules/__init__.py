"""How public pages arrange what they show."""
