"""What people ask; answers are frozen dataclasses."""
