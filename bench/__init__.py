"""Benchmarks: each prints what it measured, with its peer in the same run."""
