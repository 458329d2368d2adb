"""Benchmarks: ratios against what no program could do without, printed and never asserted."""
