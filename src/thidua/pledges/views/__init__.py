"""The pages of pledges: a unit's own, the campaign office's, and who has registered."""
