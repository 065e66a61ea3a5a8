"""Signatures in PDF: bytes in, a signature or a verdict out. Keys stay outside."""
