-- The lake's table of `payments`, which stream `shop` writes.
-- Columns are added and widened by statements of their own; a table is never dropped here.

create namespace if not exists `lake`.`shop`;

create table if not exists `lake`.`shop`.`payments` (
  `payment_id` string not null,
  `order_id` string,
  `amount` decimal(12, 2),
  `method` string,
  `paid_at` timestamp,
  `_version` bigint not null,
  `_changed_at` timestamp not null,
  `_removed` boolean not null
) using iceberg
partitioned by (bucket(16, `payment_id`))
tblproperties (
  'format-version' = '2',
  'write.merge.mode' = 'merge-on-read',
  'write.update.mode' = 'merge-on-read',
  'write.delete.mode' = 'merge-on-read',
  'write.distribution-mode' = 'hash',
  'commit.retry.num-retries' = '10'
);

-- What could not be read, each once by its place in the topic.
create table if not exists `lake`.`shop`.`dead_letters_payments` (
  `topic` string not null,
  `partition` int not null,
  `offset` bigint not null,
  `record_key` binary,
  `record_value` binary,
  `problem` string not null,
  `failed_at` timestamp not null
) using iceberg
partitioned by (days(`failed_at`))
tblproperties ('format-version' = '2');
