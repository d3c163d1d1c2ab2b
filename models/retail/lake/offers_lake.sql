{{/* The hourly job: scraped records of all shops, brought to one shape, each product once a
     day, as Parquet by day and shop. Only days with new or changed files are read again. */}}
{{ config "materialized" "external" "format" "parquet" "location" "lake/retail/offers"
          "partition_by" (list "crawl_date" "shop") "order_by" (list "sku") "read" "changed_folders" }}

-- One query a shop turns its record into our columns. Texts stay as the shop wrote them,
-- numbers become decimals; what the columns mean is the warehouse's business.
with appelmarkt as (
    select
        'appelmarkt' as shop,
        crawl_date,
        sku,
        title as name,
        brand,
        size as size_text,
        gtin as ean_text,
        replace(category, '/', ' > ') as shop_category,
        'EUR' as currency,
        price.now as price,
        price.was as was_price,
        price.unit.amount as unit_price,
        price.unit.per as unit,
        bonus.mechanism as promo_text,
        coalesce(bonus.card_only, false) as promo_for_members,
        scraped_at,
        _file as source_file
    from {{ source "scrapers" "appelmarkt" }}
),

quatrevents as (
    select
        'quatrevents' as shop,
        crawl_date,
        reference as sku,
        libelle as name,
        marque as brand,
        contenance as size_text,
        ean as ean_text,
        rayon as shop_category,
        'EUR' as currency,
        prix as price_text,
        ancien_prix as was_price_text,
        split_part(prix_au, '/', 1) as unit_price_text,
        split_part(prix_au, '/', 2) as unit,
        label as promo_text,
        releve as scraped_at,
        _file as source_file
    from {{ source "scrapers" "quatrevents" }}
),

kaufgut as (
    select
        'kaufgut' as shop,
        crawl_date,
        artikelnummer as sku,
        bezeichnung as name,
        marke as brand,
        inhalt as size_text,
        cast(gtin as varchar) as ean_text,
        warengruppe.ebene1 || ' > ' || warengruppe.ebene2 as shop_category,
        'EUR' as currency,
        preis as price_text,
        statt as was_price_text,
        split_part(grundpreis, '/', 1) as unit_price_text,
        split_part(grundpreis, '/', 2) as unit,
        badge as promo_text,
        strptime(zeitstempel, '%d.%m.%Y %H:%M:%S') as scraped_at,
        _file as source_file
    from {{ source "scrapers" "kaufgut" }}
),

highfield as (
    select
        'highfield' as shop,
        crawl_date,
        productId as sku,
        name,
        coalesce(brand, 'Highfield') as brand,
        packSize as size_text,
        barcode as ean_text,
        department || ' > ' || aisle as shop_category,
        'GBP' as currency,
        prices.regular.amount as price_text,
        prices.unit.amount as unit_price_text,
        prices.unit.measure as unit,
        offers[1].description as promo_text,
        list_transform(offers[2:], lambda offer: offer.description) as other_promo_texts,
        coalesce(offers[1].membersOnly, false) as promo_for_members,
        capturedAt as scraped_at,
        _file as source_file
    from {{ source "scrapers" "highfield" }}
),

boerhof as (
    select
        'boerhof' as shop,
        crawl_date,
        cast(id as varchar) as sku,
        product.name as name,
        product.brand as brand,
        product.quantity as size_text,
        product.eans[1] as ean_text,
        taxonomy[-1] as shop_category,
        'EUR' as currency,
        cast(price_cents * 0.01 as decimal(12, 2)) as price,
        cast(was_cents * 0.01 as decimal(12, 2)) as was_price,
        cast(unit_price_cents * 0.01 as decimal(12, 2)) as unit_price,
        unit,
        promotions[1].text as promo_text,
        list_transform(promotions[2:], lambda promotion: promotion.text) as other_promo_texts,
        make_timestamp(ts * 1000000) as scraped_at,
        _file as source_file
    from {{ source "scrapers" "boerhof" }}
),

soleado as (
    select
        'soleado' as shop,
        crawl_date,
        codigo as sku,
        nombre as name,
        formato as size_text,
        codigo_barras as ean_text,
        categoria as shop_category,
        'EUR' as currency,
        precio as price_text,
        precio_anterior as was_price_text,
        split_part(precio_unidad, '/', 1) as unit_price_text,
        split_part(precio_unidad, '/', 2) as unit,
        promo as promo_text,
        strptime(fecha, '%Y/%m/%d %H:%M') as scraped_at,
        _file as source_file
    from {{ source "scrapers" "soleado" }}
),

polder as (
    select
        'polder' as shop,
        crawl_date,
        code as sku,
        name.nl as name,
        brand,
        content as size_text,
        ean13 as ean_text,
        category.nl as shop_category,
        'EUR' as currency,
        price_eur as price,
        strike_price_eur as was_price,
        unit_price.eur as unit_price,
        unit_price.per as unit,
        promo.nl as promo_text,
        case when promo.fr is not null then [promo.fr] end as other_promo_texts,
        crawled as scraped_at,
        _file as source_file
    from {{ source "scrapers" "polder" }}
),

alpenkorb_prices as (
    select
        *,
        list_filter(preise, lambda preis: preis.typ = 'regulaer')[1].cent as regular_cents,
        list_filter(preise, lambda preis: preis.typ = 'aktion')[1].cent as action_cents
    from {{ source "scrapers" "alpenkorb" }}
),

alpenkorb as (
    select
        'alpenkorb' as shop,
        crawl_date,
        cast(art_nr as varchar) as sku,
        titel as name,
        hersteller as brand,
        menge.wert || ' ' || menge.einheit as size_text,
        ean as ean_text,
        cast(wg as varchar) as shop_category,
        'EUR' as currency,
        cast(coalesce(action_cents, regular_cents) * 0.01 as decimal(12, 2)) as price,
        cast(case when action_cents is not null then regular_cents end * 0.01 as decimal(12, 2)) as was_price,
        cast(grundpreis_cent * 0.01 as decimal(12, 2)) as unit_price,
        -- the unit price is per litre, kilogram or piece, whatever the content is counted in
        case menge.einheit when 'ml' then 'l' when 'g' then 'kg' else 'st' end as unit,
        array_to_string(hinweise, ', ') as promo_text,
        stand as scraped_at,
        _file as source_file
    from alpenkorb_prices
),

readings as (
    select * from appelmarkt
    union all by name
    select * from quatrevents
    union all by name
    select * from kaufgut
    union all by name
    select * from highfield
    union all by name
    select * from boerhof
    union all by name
    select * from soleado
    union all by name
    select * from polder
    union all by name
    select * from alpenkorb
)

-- A product that was read more than once on a day counts once: the last reading stands,
-- and says how many others it stands for.
select
    crawl_date,
    shop,
    sku,
    name,
    brand,
    size_text,
    nullif(ean_text, '') as ean_text,
    shop_category,
    currency,
    price,
    nullif(price_text, '') as price_text,
    was_price,
    nullif(was_price_text, '') as was_price_text,
    unit_price,
    nullif(unit_price_text, '') as unit_price_text,
    unit,
    nullif(promo_text, '') as promo_text,
    coalesce(promo_for_members, false) as promo_for_members,
    other_promo_texts,
    scraped_at,
    source_file,
    count(*) over (partition by crawl_date, shop, sku) - 1 as duplicates
from readings
qualify row_number() over (partition by crawl_date, shop, sku order by scraped_at desc, source_file) = 1
