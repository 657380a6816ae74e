-- What texts have cost in each month of the clinics' calendars: delivery_days added up over a month's days and over the statuses in which
-- a text costs, so that a year is read as twelve months.
create table debit_months (
  chain_id uuid not null,
  month date not null check (extract(day from month) = 1),
  clinic_id uuid not null,
  kind text not null,
  language text not null,
  texts bigint not null default 0,
  segments bigint not null default 0,
  cost_micro bigint not null default 0,
  primary key (chain_id, month, clinic_id, kind, language)
) with (fillfactor = 50);

alter table debit_months enable row level security;
alter table debit_months force row level security;
create policy chain_rows on debit_months to meelespea_web using (chain_id = app_chain_id()) with check (chain_id = app_chain_id());
create policy worker_rows on debit_months to meelespea_worker using (true) with check (true);
grant select, insert, update on debit_months to meelespea_web, meelespea_worker;

-- Months follow their days here and not in the statements that move days: a process that is older than this file moves days too, and
-- goes on until it is replaced. A text that goes from one status that costs to another moves nothing. Days are locked before months by
-- everybody, and months in the order of their keys.
create function follow_days() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into debit_months as m (chain_id, month, clinic_id, kind, language, texts, segments, cost_micro)
    select chain_id, date_trunc('month', day)::date, clinic_id, kind, language, sum(texts), sum(segments), sum(cost_micro)
    from added where status in ('accepted', 'undelivered', 'expired', 'delivered')
    group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5
    on conflict (chain_id, month, clinic_id, kind, language) do update set
      texts = m.texts + excluded.texts, segments = m.segments + excluded.segments, cost_micro = m.cost_micro + excluded.cost_micro;
  elsif tg_op = 'UPDATE' then
    insert into debit_months as m (chain_id, month, clinic_id, kind, language, texts, segments, cost_micro)
    select chain_id, date_trunc('month', day)::date, clinic_id, kind, language, sum(texts), sum(segments), sum(cost_micro)
    from (
      select chain_id, day, clinic_id, kind, language, status, texts, segments, cost_micro from added
      union all
      select chain_id, day, clinic_id, kind, language, status, -texts, -segments, -cost_micro from removed
    ) as moved where status in ('accepted', 'undelivered', 'expired', 'delivered')
    group by 1, 2, 3, 4, 5 having sum(texts) <> 0 or sum(segments) <> 0 or sum(cost_micro) <> 0 order by 1, 2, 3, 4, 5
    on conflict (chain_id, month, clinic_id, kind, language) do update set
      texts = m.texts + excluded.texts, segments = m.segments + excluded.segments, cost_micro = m.cost_micro + excluded.cost_micro;
  else
    update debit_months m set texts = m.texts - gone.texts, segments = m.segments - gone.segments, cost_micro = m.cost_micro - gone.cost_micro
    from (
      select chain_id, date_trunc('month', day)::date as month, clinic_id, kind, language,
        sum(texts) as texts, sum(segments) as segments, sum(cost_micro) as cost_micro
      from removed where status in ('accepted', 'undelivered', 'expired', 'delivered') group by 1, 2, 3, 4, 5
    ) as gone
    where (m.chain_id, m.month, m.clinic_id, m.kind, m.language) = (gone.chain_id, gone.month, gone.clinic_id, gone.kind, gone.language);
  end if;
  return null;
end $$;
create trigger months_follow_new after insert on delivery_days
  referencing new table as added for each statement execute function follow_days();
create trigger months_follow_changed after update on delivery_days
  referencing old table as removed new table as added for each statement execute function follow_days();
create trigger months_follow_gone after delete on delivery_days
  referencing old table as removed for each statement execute function follow_days();

-- Nobody moves days from the making of the triggers to the end of this transaction.
insert into debit_months (chain_id, month, clinic_id, kind, language, texts, segments, cost_micro)
select chain_id, date_trunc('month', day)::date, clinic_id, kind, language, sum(texts), sum(segments), sum(cost_micro)
from delivery_days where status in ('accepted', 'undelivered', 'expired', 'delivered')
group by 1, 2, 3, 4, 5;

-- The proof of the night holds the two against each other.
alter table ledger_differences drop constraint ledger_differences_sum_check;
alter table ledger_differences add constraint ledger_differences_sum_check check (sum in ('paid_in', 'held_by_entries', 'spent_by_entries', 'free',
  'held_by_holds', 'hold', 'campaign_held', 'campaign_spent', 'texts_spent', 'months_spent'));
