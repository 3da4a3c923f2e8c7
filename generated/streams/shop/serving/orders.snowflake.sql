-- One view over both layers of `orders`, where this engine has both of their tables.
-- The batch layer writes its rows under a new `_batch`, and then one row of marks: nobody sees one of the two
-- without the other. The batch holds the last state of each key by versions up to `cut`.

create schema if not exists "SERVING";

create table if not exists "SERVING"."MARKS" (
  view_name varchar not null, batch bigint not null, closed_before timestamp not null, cut bigint not null
);

create or replace view "SERVING"."SHOP_ORDERS" as
with
  mark as (
    select coalesce(max(batch), 0) as batch, coalesce(max(closed_before), cast('1970-01-01 00:00:00' as timestamp)) as closed_before,
      coalesce(max(cut), 0) as cut
    from (
      select batch, closed_before, cut from "SERVING"."MARKS" where view_name = 'shop_orders'
      order by batch desc limit 1
    ) as newest
  ),
  latest as (
    select "ORDER_ID", "CUSTOMER_ID", "COUNTRY", "AMOUNT", "ORDERED_AT", "_VERSION", "_REMOVED" from "SPEED"."ORDERS"
    qualify row_number() over (partition by "ORDER_ID" order by "_VERSION" desc) = 1
  )
select "ORDER_ID", "CUSTOMER_ID", "COUNTRY", "AMOUNT", "ORDERED_AT" from "FCT_ORDERS"
where "_BATCH" = (select batch from mark)
  and "ORDERED_AT" < (select closed_before from mark)
  and ("ORDER_ID") not in (select "ORDER_ID" from latest where "_VERSION" > (select cut from mark))
union all
select "ORDER_ID", "CUSTOMER_ID", "COUNTRY", "AMOUNT", "ORDERED_AT" from latest
where not "_REMOVED"
  and ("ORDERED_AT" >= (select closed_before from mark) or "_VERSION" > (select cut from mark));
