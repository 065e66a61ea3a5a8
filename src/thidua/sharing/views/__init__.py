"""What leaves the page: cards, codes, feeds, the map of the site."""
