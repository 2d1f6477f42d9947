"""Which packs there are, and what goes into one. Nothing here writes."""
