-- The speed layer's table of `orders`, which stream `shop` writes.
-- Rows are kept for 129600 s: longer than a batch that has not seen them can be out.

create database if not exists `speed`;

create table if not exists `speed`.`orders` (
  `order_id` String,
  `customer_id` Int64,
  `country` String,
  `amount` Decimal(12, 2),
  `ordered_at` DateTime64(6, 'UTC'),
  `_version` UInt64,
  `_changed_at` DateTime64(6, 'UTC'),
  `_removed` UInt8
) engine = ReplacingMergeTree(`_version`, `_removed`)
order by (`order_id`)
ttl toDateTime(`_changed_at`) + toIntervalSecond(129600);

-- Without `final` rows are counted once for each version that has not been merged yet.
create or replace view `speed`.`orders_current` as
select `order_id`, `customer_id`, `country`, `amount`, `ordered_at`
from `speed`.`orders` final;
