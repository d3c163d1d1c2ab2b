select {{ target.nam }}, {{ this.nope }}
