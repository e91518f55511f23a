$RW solve my-study --uot here
