"""The site that drafts make together: its pages, addresses, redirects, ids, and where its links lead."""
