$RW new studie && $RW check studie && $RW solve studie --quiet && ls out/studie && head -c 3 studie/sources.csv | od -c && cut -d';' -f1-4 studie/sources.csv
