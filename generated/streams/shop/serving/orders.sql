-- One view over both layers of `orders`.
-- The batch layer publishes its rows by `orders.publish.sql`.

create database if not exists `serving`;

create table if not exists `serving`.`marks` (
  view_name String, batch UInt64, closed_before DateTime64(6, 'UTC'), cut UInt64
) engine = MergeTree order by (view_name, batch);

-- What the batch layer has published: the last state of each key by versions up to the `cut` of its marks.
create table if not exists `serving`.`orders` (
  `order_id` String,
  `customer_id` Int64,
  `country` String,
  `amount` Decimal(12, 2),
  `ordered_at` DateTime64(6, 'UTC'),
  `_batch` UInt64
) engine = MergeTree
partition by `_batch` order by (`order_id`);

-- What it has made and not published yet. It empties the table before it writes.
create table if not exists `serving`.`orders_next` (
  `order_id` String,
  `customer_id` Int64,
  `country` String,
  `amount` Decimal(12, 2),
  `ordered_at` DateTime64(6, 'UTC')
) engine = MergeTree order by (`order_id`);

create or replace view `serving`.`shop_orders` as
with
  mark as (
    select coalesce(max(batch), 0) as batch, coalesce(max(closed_before), toDateTime64('1970-01-01 00:00:00', 6, 'UTC')) as closed_before,
      coalesce(max(cut), 0) as cut
    from (
      select batch, closed_before, cut from `serving`.`marks` where view_name = 'shop_orders'
      order by batch desc limit 1
    ) as newest
  ),
  latest as (
    select `order_id`, `customer_id`, `country`, `amount`, `ordered_at`, `_version`, `_removed` from `speed`.`orders`
    qualify row_number() over (partition by `order_id` order by `_version` desc) = 1
  )
select `order_id`, `customer_id`, `country`, `amount`, `ordered_at` from `serving`.`orders`
where `_batch` = (select batch from mark)
  and `ordered_at` < (select closed_before from mark)
  and (`order_id`) not in (select `order_id` from latest where `_version` > (select cut from mark))
union all
select `order_id`, `customer_id`, `country`, `amount`, `ordered_at` from latest
where `_removed` = 0
  and (`ordered_at` >= (select closed_before from mark) or `_version` > (select cut from mark));
