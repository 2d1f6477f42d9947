"""What every act shares: the refusal, the reference, the event in its chain, the wording of what was typed.

No one comes here by address. It may ask `records` alone.
"""
