"""Official documents in the layout of Decree 30/2020, as DOCX and PDF, from finished figures."""
