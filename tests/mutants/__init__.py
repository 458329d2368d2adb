"""Mutation testing of core, store and sync: small wrongs in a copy of the house, which tests must find."""
