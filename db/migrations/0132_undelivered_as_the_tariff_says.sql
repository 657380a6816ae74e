-- Whether a text that was accepted and never arrived is paid for, as the price says that it was written at. One that the provider did not
-- take costs nothing under any price.
alter table tariffs add column charges_undelivered boolean not null default true;
-- Frozen with the price of each text. Nothing reads it while a text is handed over.
alter table deliveries add column free_if_undelivered boolean not null default false;

-- What was spent on a text comes back when it turns out not to have arrived, and is spent again, once, should it arrive after all.
alter table ledger_entries drop constraint ledger_entries_kind_check;
alter table ledger_entries add constraint ledger_entries_kind_check
  check (kind in ('top_up', 'hold', 'capture', 'release', 'refund', 'recharge', 'reversal', 'correction'));
alter table ledger_entries drop constraint ledger_entries_of_holds;
alter table ledger_entries add constraint ledger_entries_of_holds
  check ((kind in ('hold', 'capture', 'release', 'refund', 'recharge')) = (hold_id is not null));
