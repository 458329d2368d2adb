"""Mutation testing of core, store and sync: small wrongs put into a copy of the house, which tests must find."""
