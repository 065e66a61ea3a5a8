"""What is looked up for pages that prove: the log, published files, who may see what."""
