"""Check published files with nothing but Python: the log, and what was counted from it.

It imports only the kernel and the apps' rules, and has its own Merkle trees, notes and
Ed25519. It is not called independent: for the log that is Go's library, for the sums plain SQL.
"""
