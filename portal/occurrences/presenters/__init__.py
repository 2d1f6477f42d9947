"""What its pages say, in words."""
