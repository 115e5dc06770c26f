"""The record of every step: entries, chains, seals and projections."""
