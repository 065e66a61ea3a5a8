"""The desk where plans are made: drafts, their check and preview, review and publication by two."""
