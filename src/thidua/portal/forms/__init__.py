"""The shape of what readers ask of the portal's own pages."""
