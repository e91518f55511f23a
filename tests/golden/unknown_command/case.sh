$RW slove my-study
