$RW new study --lang en && $RW check study && sed -n '1p;4p' study/demands.csv
