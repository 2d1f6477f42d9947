"""One verb a file: each checks access first and writes in one transaction."""
