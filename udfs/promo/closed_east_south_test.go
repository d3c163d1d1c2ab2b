package promo_test

func eastSouth() []eastWords { return nil }
