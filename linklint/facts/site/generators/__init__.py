"""Where generators publish the files of a site: one module per generator, each told by its settings and headers."""
