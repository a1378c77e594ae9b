"""What came of it: reports, readings and totals."""
