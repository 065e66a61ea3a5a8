"""Where a campaign ends: a checklist, editions, the council's result, facts that came late."""
