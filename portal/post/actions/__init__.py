"""One verb a file: each writes in the caller's transaction, or in one of its own."""
