printf 'restwarmte-problem 1\nsource x 3 y\nunknown 4\n' >bare.txt
$RW solve-problem bare.txt
