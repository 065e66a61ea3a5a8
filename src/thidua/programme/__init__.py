"""The frame that campaigns serve: committees, programmes, tasks, pillars, bottlenecks, reviews."""
