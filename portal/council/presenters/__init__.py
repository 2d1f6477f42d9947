"""What its pages show, in words."""
