$RW parameters gas_eur_per_mwh pipe_price --lang en
