"""Who is where: contracts, engagements and organisations within the reach of whoever asks, or nothing.

Every query of tenant data starts here. It may ask `records` alone.
"""
