-- The part of a payment that went to its invoice, the rest being paid ahead: what is open again when the payment is taken back.
alter table payments add column to_invoice_micro bigint not null default 0 check (to_invoice_micro >= 0);
alter table payments add column to_invoice_net_micro bigint not null default 0 check (to_invoice_net_micro >= 0);
alter table payments add check (invoice_id is not null or to_invoice_micro = 0);
