"""What a pack says, in words, and what its pages say."""
