$RW solve my-study --out
