"""How fast and how large Kinward is, printed as one table; never a test that can fail by load."""
