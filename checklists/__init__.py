"""What a contract asks, and whether it is in order on a day. Pure: no clock, no database, no web."""
