"""The addresses of this room."""
