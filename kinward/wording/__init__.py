"""Catalogs, extraction from Word, and values written in a language."""
