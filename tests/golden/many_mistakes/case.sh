mkdir study
cat >study/sources.csv <<END
id;naam;lengtegraad;breedtegraad;restwarmte_mw;temperatuur_c;leveringsduur_jr;koelin
DC01;Een;4,975;52,333;1.234;30;12;lucht
DC01;Twee;52,333;4,975;5,0;900;12;lucht
DC03;Drie;4,9;52,3;5,0;95C;0;lucht
END
cat >study/demands.csv <<END
id,kind,lon,lat,head_mwh,peak_mw,place
W01,new,4.97,52.33,100000,1,OS9
W02,niew,4.97,52.33,10000,3.5,
W03,new,14.97,52.33,10000,3.5,
END
cat >study/routes.csv <<END
source,demand,length_m,status
DC01,W99,100,allowed
DC9,W01,100,forbiden
END
$RW check study
