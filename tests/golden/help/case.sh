$RW --help
