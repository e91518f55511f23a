CONVERT=${RW%restwarmte}cflp-to-problem
mistake() {
    printf "$1" >file
    shift
    $CONVERT file --out problem "$@"
    echo "exit $?"
}
mistake 'two 3\n'
mistake '2 4\n10 100\n6 30\n5 8 0 1\n10 20 3 4\n15 8 9\n'
mistake '2 4\n10 100\n6 30\n5 8 0 1\n10 20 3 4\n15 8 9 2\n1\n'
mistake '2 4\n10 1OO\n-6 30\n5 -8 nan 1\n10 20 3 4\n15 8,5 9 2\n'
mistake '2 4\ncapacity 100\ncapacity 30\n5 8 0 1\n10 20 3 4\n15 8 9 2\n'
mistake '2 4\n10 100\n6 30\n5 8 0 1\n10 20 3 4\n15 8 9 2\n' --capacity 6
# Three numbers per line are the demands of all three customers, or one customer with two costs: only the user knows.
mistake '2 3\n10 100\n6 30\n5 8 0\n10 20 3\n15 8 9\n'
mistake '1 1\n' --layout rows
mistake '1 1\n' --capacity many
mistake '1 1\n' --colour red
$CONVERT missing --out problem
echo "exit $?"
$CONVERT file
ls
