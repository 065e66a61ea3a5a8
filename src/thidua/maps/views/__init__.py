"""The map of a campaign, and the desk where an agency sends its own outlines."""
