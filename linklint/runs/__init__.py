"""A run over many drafts: what is known from before is recalled, the rest is judged, by several processes where they pay."""
