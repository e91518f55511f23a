cp -r "$ROOT/instances/tiny" study
iconv -f UTF-8 -t UTF-16 study/sources.csv >16.csv && mv 16.csv study/sources.csv
$RW check study
