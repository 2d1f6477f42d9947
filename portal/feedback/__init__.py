"""What people say of a service, without a name: they are asked in rounds, with a code each.

Partners ask; whoever has a code answers, and signs in nowhere; lead and council read what came of it. It may
ask the ground rooms.
"""
