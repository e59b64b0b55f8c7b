"""What pages turn out to be once they are read: of the same owner, for sale, in other hands."""
