-- A campaign whose recipients no longer fitted what was agreed goes back to its author, who may change the texts. What is frozen is
-- never rewritten, so the next Send freezes them anew under the draft's version.
alter table wordings
  add column version integer not null default 1,
  drop constraint wordings_chain_id_campaign_id_language_key,
  add unique (chain_id, campaign_id, language, version);
