"""The addresses of packs: the lead's and the council's under the contract, a partner's under its own part."""
