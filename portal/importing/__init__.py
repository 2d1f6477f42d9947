"""Tables that people bring in spreadsheets, read column by column. Pure: no database, no page, no clock."""
