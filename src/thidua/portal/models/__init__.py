"""What the portal looks up in the tables of the apps below; it has none of its own."""
