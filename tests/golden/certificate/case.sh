program=${RW##* }
check=${program%/*}/check-certificate

# One source of 1 MW, 100 EUR/yr when open; two demands of 1 MW that must be served, at 300 by their own plant or at
# 20 + 60 from the source. The best plan serves one of them: 100 + 20 + 60 + 300 = 480.
cat >problem.txt <<'END'
restwarmte-problem 1
source 1 100 0 1
demand must 0 - 0 - - 0 1
band 1 1000 300
demand must 0 - 0 - - 0 1
band 1 1000 300
arc s1 d1 free -
option 1 0 1 0 0 0 1 20 - 60
arc s1 d2 free -
option 1 0 1 0 0 0 1 20 - 60
end
END
# Vector 1: a MW is worth 300, so each arc gains 300 - 60 - 20 = 220 and the source 2 x 220 - 100 = 340:
# L = 2 x 300 - 340 = 260, and without the source 260 + 340 = 600, above the known plan of 500: one elimination.
# Vector 2: the source's MW costs 220, nobody gains: L = 2 x 300 + 100 - 220 = 480.
cat >certificate.txt <<'END'
restwarmte-certificate 1
upper 500
prices 1
demand 1 300
demand 2 300
prices 2 like 1
source 1 220
tree
use 1
split source 1   # closed: cannot be cheaper than the known plan
leaf
use 2
leaf
end
END
$check problem.txt certificate.txt
# A dearer known plan eliminates nothing, and none at all only what costs more than the dearest plan (860 + 1); then
# the closed source counts with the root's 260. An upper end that is too low lowers what is claimed.
for upper in 601 - 470; do sed "s/^upper.*/upper $upper/" certificate.txt >changed.txt; $check problem.txt changed.txt; done
# With demands as a whole vector 2 needs no split: 300 for each, from the source too (60 + 20 + 220), and 100 - 220. With
# a price of 120, and 100 on the first arc, the second demand pays 200 and the source has 100 - 120 - 100: 380.
sed '/^tree/,$d' certificate.txt >whole.txt
printf 'prices 3\nsource 1 120\nlink 1 100\ntree\nwhole 3\nleaf\nend\n' | cat whole.txt - >third.txt
printf 'tree\nwhole 2\nleaf\nend\n' >>whole.txt
$check problem.txt whole.txt
$check problem.txt third.txt
# Heat that nobody can deliver: a MW may be worth anything.
sed -e 's/ 300$/ -/' -e '/^arc/d' -e '/^option/d' problem.txt >cold.txt
printf 'restwarmte-certificate 1\nupper -\nprices 1\ndemand 1 1000\ntree\nuse 1\nleaf\nend\n' >warm.txt
$check cold.txt warm.txt

# What is wrong with a file is said with line and word.
wrong() {
    sed "$1" certificate.txt >wrong.txt
    $check problem.txt wrong.txt 2>&1
    echo "exit $?"
}
wrong 1s/1/2/
wrong 's/upper 500/upper 5OO/'
wrong 's/upper.*//'
wrong 's/upper.*/upper 500\nupper 400/'
wrong 's/demand 2 300/demand 3 300/'
wrong 's/demand 2 300/demands 2 300/'
wrong 's/like 1/like 2/'
wrong 's/source 1 220/source 1 nan/'
wrong 's/prices 2/prices 3/'
wrong 's/use 2/use 3/'
wrong 's/split source/split band/'
wrong 's/split source 1/split option 1 2/'
wrong '0,/leaf/s/leaf/prune/'
wrong '0,/leaf/s/leaf/leaf\nleaf\nleaf/'
wrong '/end/d'
wrong '$s/$/\nleaf/'
broken() {
    sed "$1" problem.txt >broken.txt
    $check broken.txt certificate.txt 2>&1
    echo "exit $?"
}
broken 's/source 1 100/source -1 100/'
broken 's/source 1 100 0/source 1 100/'
broken 's/arc s1 d2/arc s1 j1/'
broken 's/must/free/'
broken 's/option 1 0 1 0 0 0 1 20 -/option 1 0 1 0 0 0 1 20 1/'
broken '$s/end/limit 5\nsource 1 100 0 1\nend/'
broken 's/band 1/band 1e99/'
$check problem.txt nothing.txt 2>&1 || echo "exit $?"
$check problem.txt 2>&1 || echo "exit $?"

# What the branch and bound writes about a shipped study: its optimum, to the last cent.
$RW export $ROOT/instances/diemen --problem diemen.problem >/dev/null
$RW solve-problem diemen.problem --solver bnb --cost-gap 0 --certificate diemen.txt >/dev/null
$check diemen.problem diemen.txt >diemen.out
echo "exit $?"
sed -n 's/^gap .*, //p' diemen.out
