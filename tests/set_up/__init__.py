"""Texts are set up right, or what is wrong is said with what to do: ``volunteer sms check``."""
