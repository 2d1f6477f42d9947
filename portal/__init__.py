"""The desk: pages, actions, queries, records."""
