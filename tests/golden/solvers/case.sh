$RW solvers | cut -c1-12
