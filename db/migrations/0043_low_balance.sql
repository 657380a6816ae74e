-- Below this much free money the portal warns.
alter table chains add column low_balance_micro bigint not null default 20000000 check (low_balance_micro >= 0);
