"""What the web answers when it is asked, politely and safely."""
