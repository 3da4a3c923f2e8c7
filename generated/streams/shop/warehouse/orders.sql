-- Takes the archive of `orders` into Snowflake, as its files arrive.
-- The integration `shop_archive` names the role of AWS that may read the bucket; no key is here.

create schema if not exists "STREAMS";

create stage if not exists "STREAMS"."SHOP_ARCHIVE"
  url = 's3://acme-lake/archive/'
  storage_integration = "SHOP_ARCHIVE"
  file_format = (type = parquet);

-- Every change. A model of dbt takes the last version of each key.
create table if not exists "STREAMS"."SHOP_ORDERS_CHANGES" (
  "ORDER_ID" varchar,
  "CUSTOMER_ID" number(19, 0),
  "COUNTRY" varchar,
  "AMOUNT" number(12, 2),
  "ORDERED_AT" timestamp_ntz,
  "_VERSION" number(20, 0),
  "_CHANGED_AT" timestamp_ntz,
  "_REMOVED" boolean
);

create pipe if not exists "STREAMS"."SHOP_ORDERS_PIPE" auto_ingest = true as
copy into "STREAMS"."SHOP_ORDERS_CHANGES" from (
  select
    coalesce($1:after['order_id'], $1:before['order_id'])::varchar,
    coalesce($1:after['customer_id'], $1:before['customer_id'])::number(19, 0),
    coalesce($1:after['country'], $1:before['country'])::varchar,
    coalesce($1:after['amount'], $1:before['amount'])::number(12, 2),
    coalesce($1:after['ordered_at'], $1:before['ordered_at'])::timestamp_ntz,
    $1:source.lsn::number(20, 0),
    to_timestamp_ntz($1:source.ts_us::number, 6),
    $1:op::varchar = 'd'
  from '@streams.shop_archive/shop.public.orders/'
);
