package promo_test

func eastNordic() []eastWords { return nil }
