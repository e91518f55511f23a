mkdir study
printf 'id,x_m,y_m,heat_mw,temperature_c,prepared\nDC1,122000,483000,6,60,yes\nDC2,124800,483000,2,30,no\n' >study/sources.csv
printf 'id,x_m,y_m,kind,head_mwh,supply_c,return_c,backup,backup_eur_per_mwh\nW1,123500,483100,existing,20000,50,30,price,90\nW2,123500,482900,existing,16000,50,30,price,90\nW3,124900,483200,existing,1500,70,40,price,45\n' >study/demands.csv
printf 'id,x_m,y_m\nK1,123400,483000\nK2,124700,483100\n' >study/junctions.csv
printf 'from,to,length_m\nDC1,K1,1500\nK1,W1,150\nK1,W2,150\nK1,K2,1400\nK2,W3,250\nDC2,K2,160\n' >study/trenches.csv
printf 'dn,inner_diameter_mm,price_mid_eur_per_m,loss_w_per_m\n100,107.1,1090,26\n200,210.1,1891,39\n300,312.7,2183,44\n' >study/pipes.csv
$RW ophaalrecht study --source DC1 --out one --lang nl | sed '/Geldt het recht/,$d'
grep -E '"(verdict_proven|unused_with_coupling_paid|side_questions_cut_short)"' one/ophaalrecht.json
sed 's/<[^>]*>/ /g' one/ophaalrecht.html | grep -o -E 'In een studie met sleuven zijn er geen schuiven|In een netwerk zijn dit cijfers van de gevonden plannen, geen bewijzen|met andere datacenters deelt zijn verdeeld naar geleverde warmte'
$RW ophaalrecht study --all --out all --lang en
grep -E '"(verdict|worth_.*)"' all/ophaalrecht.json | sed 's/\(\.[0-9]\)[0-9]*/\1/'
$RW ophaalrecht study --source DC1 --demands W1 --out no --lang en 2>&1
echo $?
