$RW compare nowhere here
