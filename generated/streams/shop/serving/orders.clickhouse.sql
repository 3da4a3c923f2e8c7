-- One view over both layers of `orders`, where this engine has both of their tables.
-- The batch layer writes its rows under a new `_batch`, and then one row of marks: nobody sees one of the two
-- without the other. The batch holds the last state of each key by versions up to `cut`.

create database if not exists `serving`;

create table if not exists `serving`.`marks` (
  view_name String, batch UInt64, closed_before DateTime64(6, 'UTC'), cut UInt64
) engine = MergeTree order by (view_name, batch);

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
select `order_id`, `customer_id`, `country`, `amount`, `ordered_at` from `fct_orders`
where `_batch` = (select batch from mark)
  and `ordered_at` < (select closed_before from mark)
  and (`order_id`) not in (select `order_id` from latest where `_version` > (select cut from mark))
union all
select `order_id`, `customer_id`, `country`, `amount`, `ordered_at` from latest
where not `_removed` = 1
  and (`ordered_at` >= (select closed_before from mark) or `_version` > (select cut from mark));
