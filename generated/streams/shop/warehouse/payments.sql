-- Takes the archive of `payments` into Snowflake, as its files arrive.
-- The integration `shop_archive` names the role of AWS that may read the bucket; no key is here.

create schema if not exists "STREAMS";

create stage if not exists "STREAMS"."SHOP_ARCHIVE"
  url = 's3://acme-lake/archive/'
  storage_integration = "SHOP_ARCHIVE"
  file_format = (type = parquet);

-- Every change. A model of dbt takes the last version of each key.
create table if not exists "STREAMS"."SHOP_PAYMENTS_CHANGES" (
  "PAYMENT_ID" varchar,
  "ORDER_ID" varchar,
  "AMOUNT" number(12, 2),
  "METHOD" varchar,
  "PAID_AT" timestamp_ntz,
  "_VERSION" number(20, 0),
  "_CHANGED_AT" timestamp_ntz,
  "_REMOVED" boolean
);

create pipe if not exists "STREAMS"."SHOP_PAYMENTS_PIPE" auto_ingest = true as
copy into "STREAMS"."SHOP_PAYMENTS_CHANGES" from (
  select
    coalesce($1:after['payment_id'], $1:before['payment_id'])::varchar,
    coalesce($1:after['order_id'], $1:before['order_id'])::varchar,
    coalesce($1:after['amount'], $1:before['amount'])::number(12, 2),
    coalesce($1:after['method'], $1:before['method'])::varchar,
    coalesce($1:after['paid_at'], $1:before['paid_at'])::timestamp_ntz,
    $1:source.lsn::number(20, 0),
    to_timestamp_ntz($1:source.ts_us::number, 6),
    $1:op::varchar = 'd'
  from '@streams.shop_archive/shop.public.payments/'
);
