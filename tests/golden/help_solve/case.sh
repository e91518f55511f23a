$RW help solve && $RW solve --help | cmp - /dev/stdin <<END
$($RW help solve)
END
