"""What a contract asks for through the year: read, dated, judged, paid. Pure, as all rules are."""
