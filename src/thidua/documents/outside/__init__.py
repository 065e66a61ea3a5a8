"""Documents as files: `docx` to be edited, `pdf` (PDF/A-2b) to be kept. Same input, same bytes."""

from thidua.documents.outside.docx_file import docx
from thidua.documents.outside.pdf_file import pdf

__all__ = ["docx", "pdf"]
