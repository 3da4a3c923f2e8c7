-- Takes the archive of `payments` into Snowflake, as its files arrive.
-- The integration `shop_archive` names the role of AWS that may read the bucket; no key is here.

create schema if not exists "STREAMS";

create stage if not exists "STREAMS"."SHOP_ARCHIVE"
  url = 's3://acme-lake/archive/'
  storage_integration = "SHOP_ARCHIVE"
  file_format = (type = parquet);

-- Every change. A model of dbt takes the last version of each key. Texts that `_left_alone` names
-- are not in the log, since the update left them alone: theirs are those of the version before.
create table if not exists "STREAMS"."SHOP_PAYMENTS_CHANGES" (
  "PAYMENT_ID" varchar,
  "ORDER_ID" varchar,
  "AMOUNT" number(12, 2),
  "METHOD" varchar,
  "PAID_AT" timestamp_ntz,
  "_VERSION" number(20, 0),
  "_CHANGED_AT" timestamp_ntz,
  "_REMOVED" boolean,
  "_LEFT_ALONE" array
);

create pipe if not exists "STREAMS"."SHOP_PAYMENTS_PIPE" auto_ingest = true as
copy into "STREAMS"."SHOP_PAYMENTS_CHANGES" from (
  select
    (case when $1:op::varchar = 'd' then $1:before['payment_id'] else $1:after['payment_id'] end)::varchar,
    case when $1:after['order_id']::varchar = '__debezium_unavailable_value' then null else $1:after['order_id']::varchar end,
    $1:after['amount']::number(12, 2),
    case when $1:after['method']::varchar = '__debezium_unavailable_value' then null else $1:after['method']::varchar end,
    $1:after['paid_at']::timestamp_ntz,
    $1:source.lsn::number(20, 0),
    to_timestamp_ntz($1:source.ts_us::number, 6),
    $1:op::varchar = 'd',
    array_construct(case when $1:after['order_id']::varchar = '__debezium_unavailable_value' then 'order_id' end, case when $1:after['method']::varchar = '__debezium_unavailable_value' then 'method' end)
  from '@streams.shop_archive/shop.public.payments/'
);
