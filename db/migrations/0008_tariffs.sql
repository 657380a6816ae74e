-- First price list for chains in Estonia: net price of one segment by country of the number. A country without a row has no price.
insert into tariffs (location, channel, country, price_micro, valid_from)
select 'EE', 'sms', country, price_micro, '2026-01-01T00:00:00+02'
from (values
  ('EE', 45000), ('LV', 52000), ('LT', 49000), ('FI', 68000), ('SE', 72000), ('NO', 74000), ('DK', 56000), ('DE', 92000),
  ('PL', 51000), ('GB', 61000), ('UA', 118000), ('RU', 195000), ('KZ', 195000)
) as price_list (country, price_micro);
