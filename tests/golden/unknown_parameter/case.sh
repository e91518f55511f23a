$RW solve my-study --param gas_eur_per_mhw=50
