"""Whether links belong to what their draft is about, by its words and theirs."""
