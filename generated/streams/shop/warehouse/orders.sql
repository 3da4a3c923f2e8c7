-- Takes the archive of `orders` into Snowflake, as its files arrive.
-- The integration `shop_archive` names the role of AWS that may read the bucket; no key is here.

create schema if not exists "STREAMS";

create stage if not exists "STREAMS"."SHOP_ARCHIVE"
  url = 's3://acme-lake/archive/'
  storage_integration = "SHOP_ARCHIVE"
  file_format = (type = parquet);

-- Every change. A model of dbt takes the last version of each key. Texts that `_left_alone` names
-- are not in the log, since the update left them alone: theirs are those of the version before.
create table if not exists "STREAMS"."SHOP_ORDERS_CHANGES" (
  "ORDER_ID" varchar,
  "CUSTOMER_ID" number(19, 0),
  "COUNTRY" varchar,
  "AMOUNT" number(12, 2),
  "ORDERED_AT" timestamp_ntz,
  "_VERSION" number(20, 0),
  "_CHANGED_AT" timestamp_ntz,
  "_REMOVED" boolean,
  "_LEFT_ALONE" array
);

create pipe if not exists "STREAMS"."SHOP_ORDERS_PIPE" auto_ingest = true as
copy into "STREAMS"."SHOP_ORDERS_CHANGES" from (
  select
    (case when $1:op::varchar = 'd' then $1:before['order_id'] else $1:after['order_id'] end)::varchar,
    $1:after['customer_id']::number(19, 0),
    case when $1:after['country']::varchar = '__debezium_unavailable_value' then null else $1:after['country']::varchar end,
    $1:after['amount']::number(12, 2),
    $1:after['ordered_at']::timestamp_ntz,
    $1:source.lsn::number(20, 0),
    to_timestamp_ntz($1:source.ts_us::number, 6),
    $1:op::varchar = 'd',
    array_construct(case when $1:after['country']::varchar = '__debezium_unavailable_value' then 'country' end)
  from '@streams.shop_archive/shop.public.orders/'
);
