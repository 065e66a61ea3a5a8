"""How the pages of the portal mark, add up and draw what they show."""
