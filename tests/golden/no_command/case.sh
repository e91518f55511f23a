$RW
