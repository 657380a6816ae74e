-- The newest texts of one kind, beside its page. Bulk mail has no use for it (it is read by campaign, and fills most of a chain's history)
-- and does not pay for it; nothing in it changes while a text is sent, so updates stay in place.
create index deliveries_of_category on deliveries (chain_id, kind, month, id) where kind <> 'bulk';
