-- What operators did, in one place: with the service itself, and with chains, whose own sealed log says it too. Nothing of it is about a
-- patient. Whoever was there before is copied from the chains' logs; acts of chains' staff stay there.
alter table service_log add column chain_id uuid references chains;
alter table service_log add column address text;
alter table service_log add column device text;
insert into service_log (at, staff_id, chain_id, action, entity_id, before, after, address, device)
select l.at, l.staff_id, l.chain_id, l.action, l.entity_id::text, l.before, l.after, l.address, l.device
from audit_log l join staff s on s.id = l.staff_id and s.role = 'operator' order by l.id;

-- Listed by id, the newest first; a filter by whom or by which chain finds its own, and kinds are found without reading all of it.
create index service_log_of_person on service_log (staff_id, id);
create index service_log_of_chain on service_log (chain_id, id) where chain_id is not null;
create index service_log_of_action on service_log (action);
