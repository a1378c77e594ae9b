"""What is promised of texts, one test a promise: docs/sms.md has them all in a table."""
