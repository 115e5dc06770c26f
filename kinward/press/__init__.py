"""Letters, PDFs and packets, and the proofs that nothing leaked and nothing is missing."""
