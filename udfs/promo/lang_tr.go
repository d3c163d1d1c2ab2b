package promo

// Turkish.
func turkish() language {
	return language{
		code: "tr",
		words: map[concept]string{
			cFree: `
				bedava, ücretsiz, hediye, bizden, bedavaya, bedavası, ücretsizdir, hediyeli, hediyesi, ücret ödemeden, hediyemiz,
				parasız, bedavadır, bizden hediye`,
			cBundle: "fiyatına, fiyatina, ürün fiyatına, adet fiyatına, tane fiyatına, fiyatına al, bedeline",
			cBuy: `
				al, alana, alın, alırsan, alımında, alımlarda, alana da, alışverişinde, alırsanız, alan, alanlara, alanlar, alımına,
				alımı, alımlara, alımlarınızda, alınca, alışverişe, alışverişinize, alışverişlerinde, satın al, satın alana,
				satın alın, satın alımlarda, satın aldığında, aldığında, aldığınızda, alıyorsun, alırken, seçin, sepete ekle, ekle,
				alındığında, alımda, ve üzeri alımlarda, ve üzeri alımda, ve üzeri alışverişlerde`,
			cPay: "öde, ödeyin, ödersin, ode, ödersiniz, ödüyorsun, ödüyorsunuz, ödemesi, ödeyen, sadece öde, ödeniyor, ödenir",
			cGet: "kazan, kazanın, kazanırsın, kazanırsınız, götür, kazandırıyor, kazandırır",
			cOff: `
				indirim, indirimli, ucuz, indirimi, iskonto, daha ucuz, tasarruf, indirimle, indirimler, indirimleri, indiriminden,
				indirimden, indirime, indirimde, indirimlidir, indirimi var, daha ucuza, ucuza, düşük fiyat, daha düşük, iskontolu,
				iskontosu, fiyat indirimi, ek indirim, ekstra indirim, sepette indirim, net indirim, anında indirim,
				indirim fırsatı, indirim kazan`,
			cPrice: `
				fiyat, fiyatı, fiyata, fiyatlar, fiyatları, fiyattan, fiyatla, fiyatta, yarı fiyat, yarı fiyatı, yarı fiyatına,
				yarı fiyata, yarım fiyat, yarı fiyatından`,
			cFrom: `
				alımında, ve üzeri, üzeri, ve üzeri alımlarda, alışverişlerde, üzerine, üzeri alışverişlerde, ve üstü, üstü,
				ve üzerinde, ve üzeri alışverişlerde, ve üzeri alışverişe, ve üzeri alışverişinize, üzeri alışverişe,
				ve üzeri siparişlerde, üzeri siparişlerde, ve üzeri alışverişinde, ve üzeri alımda, ve fazla, ve daha fazla,
				ve daha fazlası, ve fazlası, alımlarında, itibaren, en az, minimum, min, başlayan, başlayan fiyatlarla,
				sepet tutarı`,
			cWas: `
				yerine, eski fiyat, eski fiyatı, önceki fiyat, liste fiyatı, değerinde, önceki, önceki fiyatı, ilk fiyat,
				ilk fiyatı, normal fiyat, normal fiyatı, normalde, etiket fiyatı, tavsiye edilen fiyat, tavsiye edilen satış fiyatı,
				piyasa fiyatı, indirimsiz fiyat, indirimsiz fiyatı, indirimden önceki fiyat, indirimden önceki fiyatı,
				son 30 günün en düşük fiyatı, son 30 günün en düşük fiyat, 30 günün en düşük fiyatı, son 30 gün en düşük fiyat,
				son 30 günlük en düşük fiyat, kampanya öncesi fiyat, yerine sadece, kartsız fiyat, önce, eskiden, değerindeki`,
			cWorth: "değerinde, değerindeki",
			cNow: `
				şimdi, sadece, kampanyalı fiyat, yalnızca, indirimli fiyat, yeni fiyat, şimdi sadece, özel fiyat, kampanya fiyatı,
				kampanyalı fiyatı, indirimli fiyatı, yeni fiyatı, sepette, sepet fiyatı, kart fiyatı, kartlı fiyat, money fiyatı,
				bugün, son fiyat, güncel fiyat, güncel fiyatı, peşin fiyat, net fiyat, aktüel fiyat, fırsat fiyatı, sepetteki fiyat`,
			cSave:     "kazanç, tasarruf et, tasarruf edin, kazancınız, kazancın, kârınız",
			cDelivery: "kargo, teslimat, kargosu, teslimatı, gönderim, kargo bedava, kargo ücreti, eve teslim, eve teslimat",
			cHeadline: `
				kampanya, fırsat, indirim, süper fiyat, fırsatı, kampanyası, günün fırsatı, aktüel, kampanyalar, kampanyada,
				kampanyalı, fırsatlar, fırsatları, fırsat ürünü, fırsat ürünleri, süper fırsat, büyük indirim, büyük fırsat,
				haftanın fırsatı, haftanın ürünleri, haftanın indirimleri, indirimdekiler, aktüel ürünler, aktüel ürün,
				hafta sonu fırsatı, hafta sonu kampanyası, sezon sonu, sezon indirimi, efsane indirim, efsane cuma, şok fiyat,
				şok indirim, dev indirim, uygun fiyat, özel fırsat, özel teklif, kaçırılmayacak fırsat, son şans, tükeninceye kadar,
				stoklarla sınırlı, avantajlı fiyat, ucuzluk, inanılmaz fiyat, her gün düşük fiyat, yılın indirimi, outlet,
				kaçmaz fırsat, avantajlı`,
			cUpToAfter: "varan, kadar, varan oranlarda, ulaşan, kadar varan",
			cLoyalty: `
				money kart, money, kart sahipleri, migros money, money kartla, card ile, money'li, üyelere, üyelere özel,
				migros money kart, money kart sahiplerine, money kartınla, money club, money üyelerine, money üyesi,
				carrefoursa kart, carrefoursa kart ile, carrefoursa kartla, kart ile, kartla, kart sahiplerine,
				kart sahiplerine özel, sadakat kartı, sadakat kartıyla, şok kart, şok win, win kart, hadi kart, bim cep, file kart,
				metro kart, gratis kart, rossmann kart, üye, üyeler, üye fiyatı, üyelerine, club card, kulüp üyelerine, clubcard,
				premium üyelere, prime üyelere, plus üyelere, watsons card`,
			cCoupon: `
				kupon, kod, kuponu, kuponla, kupon ile, kuponuyla, kupon kodu, kupon koduyla, kuponlu, kodu, koduyla, kodu ile,
				kod ile, kodunu gir, indirim kodu, indirim koduyla, promosyon kodu, indirim kuponu, sepet kuponu`,
			cUnit: `
				si, sine, sinde, nci, inci, üncü, adet, ürün, paket, şişe, ad, kutu, ürüne, üründe, ürünü, tane, adetten, adete,
				adedi, adedine, adedinde, ürünler, üründen, ürünün, ürünlerde, paketi, pakete, pakette, şişesi, kutusu, kutuya,
				tanesi, taneye, tanede, tanesine, parça, parçada, parçaya, çift, poşet, kavanoz, koli, kasa, teneke, rulo, set,
				takım, kitap, kitapta, kitaba, kitabı, şişede, sinci, ncu, nci ürün, inci ürün, üncü ürün, adette, adetinde`,
			cEach: "adet, tanesi, adedi, adeti, tanesi sadece, adet fiyatı, tane fiyatı, birim fiyatı, beheri, adedine, /adet, adet başına, her biri",
			cMore: "ekstra, fazla, daha fazla, ilave, fazladan, daha çok, fazlası, ekstra ürün, daha büyük paket",
			cContent: `
				yağ, pamuk, alkol, kakao, yün, yağlı, doğal, meyve, daha az şeker, daha az yağ, daha az tuz, daha az kalori,
				daha az plastik, az şekerli, az yağlı, daha fazla protein, daha fazla meyve, daha fazla lif, lif, polyester,
				elastan, viskon, viskoz, geri dönüştürülmüş, geri dönüşümlü, geri dönüştürülebilir, doğal kaynaklı, arabica,
				tam buğday, memnuniyet, müşteri memnuniyeti, bakteri, bakterileri, bakterilerin, faiz, faizli, et oranı, kuru madde,
				hacmen, oranında meyve, günlük ihtiyacın, doluluk`,
			cVAT: "kdv, kdv dahil, kdv hariç, vergi, ötv, kdv'siz",
			cInstalment: `
				taksit, taksitle, ay taksit, peşin fiyatına, taksite, taksite kadar, taksit imkanı, taksitli, taksitler, ay vade,
				vade, vade farksız, faizsiz, ay ertelemeli, aya varan taksit, aya varan, peşin fiyatına taksit`,
			cPoints: "puan, puanlar, puanı, puana, puanlık, chip-para, para puan, bonus puan, puan kazan",
			cFiller: `
				ve, bir, tüm, bu, da, de, ile, in, nin, si, e, a, ye, ya, için, tüm ürünlerde, ürünlerde, seçili, ürünlerde geçerli,
				tümü, tümünde, hepsi, her, tamamı, tamamında, üzerinden, olan, olarak, aynı, ürünlere, ürünler, ürünleri,
				ürünlerine, ürünlerinde, ürünlerin, ürünün, seçilmiş, seçili ürünlerde, seçili ürünlere, kategorisi, kategorisinde,
				markalı, marka, tüm ürünlere, alışverişlerinize, alışverişe özel, sizden, geçerli, geçerlidir, özel, sana, size,
				ise, var, ki, den, dan, ine, ına, sına, sine, sini, lık, luk, a kadar, kasada, kasada indirim, sepete, için de,
				ve de, ya da, veya, yani, birlikte, beraber, lere, lara, lerde, larda, ikinci el, ikinci bahar`,
			cPercentWord: "yüzde, yüzdesi",
			cCheapest: `
				en ucuz, en ucuzu, ucuz olan, en ucuza, en ucuz olan, en ucuz olanı, en ucuz ürün, en ucuz ürüne, en ucuz üründe,
				en ucuz ürünü, en ucuzuna, en ucuzunda, en düşük fiyatlı, en düşük fiyatlı ürün, en düşük fiyatlı ürüne,
				en düşük fiyatlı üründe, en düşük fiyatlısı, en düşük fiyatlı olan, en düşük tutarlı, fiyatı düşük olan,
				fiyatı en düşük olan, fiyatı en düşük ürün, düşük fiyatlı, düşük fiyatlı olan, düşük fiyatlı ürün, daha ucuz olan,
				daha ucuz olanı, ucuz olanı, ucuzu, en uygun fiyatlı, en uygun fiyatlı ürün, eşit veya daha düşük fiyatlı,
				aynı veya daha düşük fiyatlı, eşit veya düşük değerdeki, eşit veya daha düşük değerdeki,
				eşit ya da daha düşük fiyatlı, en düşüğü`,
			cOne:  "bir, bir adet, bir ürün",
			cGift: "hediye, hediyeler, hediyesi, hediye ürün",
			cOnline: `
				online, online'a özel, online alışverişte, sadece online, internete özel, internette, sanal market, sanal markette,
				sanal markete özel, web, web sitesinde, sitede, internet sitesinde`,
			cOfWhich:      "bunun, içinden, bunlardan",
			cLess:         "daha az",
			cAbout:        "yaklaşık, ortalama, civarında",
			cFreeDelivery: "kargo bedava, ücretsiz kargo, bedava kargo, kargo ücretsiz, ücretsiz teslimat",
			cPer:          "başına",
			cVolume: `
				çoklu alım indirimi, çok al az öde, toplu alım indirimi, ne kadar çok alırsan, çoklu alımda, çok alana indirim,
				çoklu ürün indirimi`,
			cCashback: `
				bir sonraki alışverişinde, bir sonraki alışverişinizde, bir sonraki alışverişe, bir sonraki alışveriş,
				bir sonraki alışverişte, bir sonraki alışverişinizde geçerli, sonraki alışveriş, sonraki alışverişte,
				sonraki alışverişinizde, sonraki alışverişinde, sonraki alışverişe, sonraki alışverişine, sonraki alışverişinize,
				bir sonraki siparişte, bir sonraki siparişinde, bir sonraki siparişinizde, sonraki siparişte,
				gelecek alışverişinizde, gelecek alışverişte, hediye çeki, hediye çekleri, indirim çeki, alışveriş çeki, para iade,
				iade, iadesi, geri ödeme, nakit iade, para puan iade, geri kazan, cüzdana, cüzdanınıza, cüzdan, bakiye, bakiyesi,
				hesabınıza, hesabına, kartınıza, karta yüklenir, kartına, cashback, hediye kartı, hediye kart, e-hediye çeki,
				money pro, money kazan, worldpuan, bonus kazan, kupon kazan, chip para, parapuan, voucher`,
			cUpTo:         "en fazla, en çok, maksimum, azami, max",
			cAtLeast:      "en az, minimum, asgari",
			cAtLeastAfter: "başlayan, fazla, üzerinde, üzeri, aşan, ve üzeri, ve üstü, ve fazlası, ve daha fazla, ve fazla",
			cMinus:        "eksi",
			cDouble:       "iki kat, 2 kat, çift, çifte, katı, üç kat, 2 katı, iki katı, 3 katı",
			cApp: `
				uygulama, uygulamada, uygulamaya özel, mobil uygulama, mobil uygulamada, mobil uygulamaya özel, mobile özel,
				mobilde, uygulamadan, app`,
			cPayment: `
				kredi kartı, kredi kartına, kredi kartlarına, bonus kart, world kart, axess, maximum kart, paraf, kredi kartıyla,
				banka kartı, yapı kredi, akbank, garanti bbva, iş bankası, ziraat bankası, bankkart`,
			cGroup: `
				öğrenci, öğrencilere, öğrencilere özel, öğretmenlere, emekli, emeklilere, yeni üyelere, yeni üye, yeni müşterilere,
				ilk alışveriş, ilk alışverişe, ilk alışverişinde, ilk alışverişine, ilk alışverişinize, ilk sipariş, ilk siparişe,
				ilk siparişine, ilk siparişinize, ilk siparişte, bülten`,
			cDays: `
				pazartesi, salı, çarşamba, perşembe, cuma, cumartesi, hafta sonu, haftasonu, hafta sonuna özel, bugüne özel,
				sadece bugün, yarın, pazar günü`,
			cStore: "mağazada, mağazalarda, mağazaya özel, sadece mağazalarda, tüm mağazalarda, mağazalarımızda, marketlerde",
			cMix:   "karışık, istediğin, istediğiniz, dilediğin, dilediğiniz, seçeceğin, seçeceğiniz, farklı çeşitler, çeşitleri, herhangi, karma",
			cLimit: `
				sınırlı, kişi başı, kişi başına, müşteri başına, maksimum adet, ile sınırlıdır, en fazla adet, adet ile sınırlı,
				bir müşteri, adetle sınırlıdır`,
			cOrdSuffix: `
				sü, su, cü, cu, ye, ya, süne, suna, sünde, sunda, ünde, ncisinde, nci, inci, uncu, ncu, si, sine, sına, sinde,
				sında, sini, ncisi, incisi, üncüsü, ncisine, incisine, üncüsüne`,
			cPerson: "kişi, kişilik, kişiye, çocuk, yetişkin",
			cTime:   "saati, saatlik, gün, günü, günde, günlük, hafta, haftalık, ay, aylık, yıl, yıllık, yaş, dakika, dk, gece, sene, saniye, ayda",
			cMonth:  "ocak, şubat, mart, nisan, mayıs, haziran, temmuz, ağustos, eylül, ekim, kasım, aralık",
			cUntil: `
				tarihine kadar, tarihleri arasında, tarihleri arası, tarihler arası, tarihine dek, son gün, son tarih,
				kampanya tarihleri, geçerlilik, tarihinde, arası, arasında`,
			cDeposit:   "depozito, depozitolu, + depozito, depozito dahil, depozito hariç",
			cGuarantee: "para iade garantisi, memnuniyet garantisi, koşulsuz iade, iade garantisi, müşteri memnuniyeti garantisi",
		},
		numbers: map[int]string{
			2:  "iki, ikisi, ikiye",
			3:  "üç, üçü",
			4:  "dört, dördü",
			5:  "beş, beşi",
			7:  "yedi",
			8:  "sekiz",
			9:  "dokuz",
			10: "on adet",
			12: "on iki, düzine",
		},
		ordinals: map[int]string{
			1: "sonraki ürün, sonraki üründe, sonraki ürüne, bir sonraki ürün, bir sonraki ürüne, ek ürün, ilave ürün",
			2: `
				ikinci, ikincisi, ikincisine, ikincisinde, ikincisini, ikinciye, ikincide, ikincinin, ikinci ürün, ikinci ürüne,
				ikinci üründe, ikinci ürünü, ikinci adet, ikinci adette, ikincisi de, diğeri, diğer ürün, diğerine, her ikinci,
				her ikinci ürün, her ikinci ürüne, bir diğeri, ikinci paket, ikinci kutu, ikinci çift`,
			3: `
				üçüncü, üçüncüsü, üçüncüsüne, üçüncüsünde, üçüncüye, üçüncüde, üçüncü ürün, üçüncü ürüne, üçüncü üründe,
				her üçüncü, her üçüncü ürün, üçüncü adet`,
			4:  "dördüncü, dördüncüsü, dördüncüsüne, dördüncü ürün, dördüncü ürüne, dördüncüye",
			5:  "beşinci, beşincisi, beşincisine, beşinci ürün, beşinciye",
			6:  "altıncı, altıncısı, altıncı ürün",
			7:  "yedinci, yedincisi",
			8:  "sekizinci, sekizincisi",
			9:  "dokuzuncu, dokuzuncusu",
			10: "onuncu, onuncusu",
		},
		fractions: map[int]string{
			5000: `
				yarı, yarısı, yarım, yarı fiyatına, yarı fiyata, yarı fiyat, yarı fiyatı, yarısına, yarısı fiyatına,
				yarı yarıya, yarım fiyat, yarım fiyata, yarım fiyatına, yarı fiyatından, yarısı kadar`,
			3333: "üçte bir, üçte biri",
			2500: "çeyrek, dörtte bir, dörtte biri",
		},
		sizes: map[string]string{"kg": "kilogramı, kilosu", "l": "litresi"},
	}
}
