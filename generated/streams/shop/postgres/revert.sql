-- Takes back what `apply.sql` did. Stop the connector before.
-- A stream that starts again after this takes a new snapshot.

select pg_drop_replication_slot(slot_name) from pg_replication_slots where slot_name = 'shop_capture';

drop publication if exists "shop_capture";

drop table if exists "public"."shop_heartbeat";

drop owned by "shop_capture";

drop role "shop_capture";
