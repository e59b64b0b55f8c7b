"""Downloadable data: what there is, pulled, verified, kept, looked up."""
