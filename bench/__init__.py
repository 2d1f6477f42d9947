"""Measures the portal as people meet it: one worker, real databases, over HTTP, beside a floor."""
