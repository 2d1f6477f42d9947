"""Finding again what one may see: partners, contracts, areas, requirements, references and files by name.

Everybody comes here. It may ask every room but those that stand above it.
"""
