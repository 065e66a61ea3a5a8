"""The shipped rubrics: what their sources say, and how far their points can be computed again."""
