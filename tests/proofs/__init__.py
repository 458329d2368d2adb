"""Proofs of security and durability (sync.md 8): strange readers, old files, kills, power cuts, thieves."""
