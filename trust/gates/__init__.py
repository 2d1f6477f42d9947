"""A gate a module: its first docstring line says what is tried, and `run()` tries it and gives a Result."""
