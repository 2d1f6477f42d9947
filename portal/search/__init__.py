"""Finding again what one may see: partners, contracts, areas, requirements, references and files by name.

Everybody comes here. It may ask the ground rooms, `occurrences`, `payments` and `returns`.
"""
