"""Pages that prove: the ledger, published files, printed figures, how to check."""
