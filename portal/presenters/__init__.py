"""How dates, money and states are put into words."""
