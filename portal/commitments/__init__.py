"""What a tender promised beside the service, and how far it is kept: social value, year by year.

The lead writes down who promised what; whoever promised gives a figure of each year with what shows it; the
lead decides; the council reads figures. It may ask the ground rooms and `files`.
"""
