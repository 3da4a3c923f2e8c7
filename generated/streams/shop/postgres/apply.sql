-- Lets stream `shop` read the log of database `shop`. `revert.sql` takes it back.
-- Run once, in one transaction: psql --single-transaction --set ON_ERROR_STOP=1 --file apply.sql

-- Its password is set by whoever holds the secret that the workers read.
create role "shop_capture" with login replication;

grant connect on database "shop" to "shop_capture";

grant usage on schema "public" to "shop_capture";

-- One row that is written again and again, so that the slot moves on while captured tables rest.
create table "public"."shop_heartbeat" (id integer primary key, beat timestamptz not null);

grant select, insert, update on "public"."shop_heartbeat" to "shop_capture";

grant select on "public"."orders" to "shop_capture";

grant select on "public"."payments" to "shop_capture";

create publication "shop_capture" for table "public"."orders", "public"."payments", "public"."shop_heartbeat";
