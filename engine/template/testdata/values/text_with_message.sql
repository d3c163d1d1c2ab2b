{{ printf "x>: error calling y: %s" (upper 3) }}
