-- Every change looks once more, in its own transaction, whether who makes it still may: erasing too.
create policy privacy_rows on staff for select to meelespea_privacy using (true);
grant select (id, role, active) on staff to meelespea_privacy;
