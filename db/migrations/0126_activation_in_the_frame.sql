-- The frame of every page says how the application stands, and is read before a chain is known.
create policy auth_rows on applications for select to meelespea_auth using (true);
grant select (chain_id, status) on applications to meelespea_auth;
