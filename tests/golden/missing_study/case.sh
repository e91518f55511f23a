$RW check no-such-study
