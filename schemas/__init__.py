"""The nouns: what everyone in Kinward means by a case, a duty, an agreement, a packet."""
