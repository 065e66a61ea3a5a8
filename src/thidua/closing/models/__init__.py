"""How far a campaign is with its close, read from everything that is remembered."""
