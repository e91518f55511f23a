cp -r "$ROOT/tests/golden/studies/two-datacenters" study
$RW ophaalrecht study --source DC1 --out one --lang nl | sed '/Geldt het recht/,$d'
grep -E '"(verdict_proven|unused_with_coupling_paid|side_questions_cut_short)"' one/ophaalrecht.json
sed 's/<[^>]*>/ /g' one/ophaalrecht.html | grep -o -E 'In een studie met sleuven zijn er geen schuiven|In een netwerk zijn dit cijfers van de gevonden plannen, geen bewijzen|met andere datacenters deelt zijn verdeeld naar geleverde warmte'
$RW ophaalrecht study --all --out all --lang en
grep -E '"(verdict|worth_.*)"' all/ophaalrecht.json | sed 's/\(\.[0-9]\)[0-9]*/\1/'
$RW ophaalrecht study --source DC1 --demands W1 --out no --lang en 2>&1
echo $?
