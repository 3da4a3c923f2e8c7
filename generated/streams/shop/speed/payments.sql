-- The speed layer's table of `payments`, which stream `shop` writes.
-- Rows are kept for 129600 s: longer than a batch that has not seen them can be out.

create database if not exists `speed`;

create table if not exists `speed`.`payments` (
  `payment_id` String,
  `order_id` String,
  `amount` Decimal(12, 2),
  `method` Nullable(String),
  `paid_at` DateTime64(6, 'UTC'),
  `_version` UInt64,
  `_changed_at` DateTime64(6, 'UTC'),
  `_removed` UInt8
) engine = ReplacingMergeTree(`_version`, `_removed`)
order by (`payment_id`)
ttl toDateTime(`_changed_at`) + toIntervalSecond(129600);

-- Without `final` rows are counted once for each version that has not been merged yet.
create or replace view `speed`.`payments_current` as
select `payment_id`, `order_id`, `amount`, `method`, `paid_at`
from `speed`.`payments` final;
