-- Who saved which version of a template, when and under which name; what it said stands in template_texts.
create table template_versions (
  chain_id uuid not null,
  template_id uuid not null,
  version integer not null,
  name text not null,
  saved_by uuid,
  saved_at timestamptz not null default now(),
  primary key (chain_id, template_id, version),
  foreign key (chain_id, template_id) references templates
);

-- Versions saved before this table: the audit log knows them.
insert into template_versions (chain_id, template_id, version, name, saved_by, saved_at)
select t.chain_id, t.id, v.version, coalesce(saved.name, t.name), coalesce(saved.staff_id, t.created_by), coalesce(saved.at, t.created_at)
from templates t
cross join lateral generate_series(1, t.version) as v (version)
left join lateral (
  select a.at, a.staff_id, a.after ->> 'name' as name from audit_log a
  where a.chain_id = t.chain_id and a.entity_id = t.id and a.action in ('template.create', 'template.save')
    and coalesce((a.after ->> 'version')::int, 1) = v.version
  order by a.id limit 1
) as saved on true;

alter table template_versions enable row level security;
alter table template_versions force row level security;
create policy chain_rows on template_versions to meelespea_web using (chain_id = app_chain_id()) with check (chain_id = app_chain_id());
create policy worker_rows on template_versions to meelespea_worker using (true) with check (true);
grant select, insert on template_versions to meelespea_web, meelespea_worker;

create index templates_in_order on templates (chain_id, purpose, lower(name), id) where variant_of is null;
