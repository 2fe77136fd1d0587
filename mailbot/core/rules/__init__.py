"""Dated rules, strictly read, and the days that they count."""
