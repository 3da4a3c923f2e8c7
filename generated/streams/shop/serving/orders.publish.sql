-- Publishes a batch of `orders`: its rows first, then its marks, by which they are seen.
-- clickhouse-client --queries-file orders.publish.sql --param_batch=NUMBER --param_closed_before=TIME --param_cut=VERSION
-- batch: greater than all before;
-- closed_before: no event before this time is missing; cut: the greatest version that the batch has seen.

insert into `serving`.`orders` (`order_id`, `customer_id`, `country`, `amount`, `ordered_at`, `_batch`)
select `order_id`, `customer_id`, `country`, `amount`, `ordered_at`, {batch:UInt64} from `serving`.`orders_next`;

insert into `serving`.`marks` (view_name, batch, closed_before, cut)
select 'shop_orders', {batch:UInt64}, {closed_before:DateTime64(6, 'UTC')}, {cut:UInt64};

-- Whoever still reads the batch before finds it.
alter table `serving`.`orders` delete where `_batch` + 1 < {batch:UInt64};
