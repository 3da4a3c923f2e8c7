-- Settings of the server of database `shop` for stream `shop`.
-- Run as a superuser. A change of wal_level, of slots or of senders needs a restart.

alter system set wal_level = 'logical';

alter system set max_replication_slots = 4;

alter system set max_wal_senders = 6;

-- 12582912 bytes of log a second for 21600 s, and a tenth more. Beyond it the slot is lost
-- before the disk is full.
alter system set max_slot_wal_keep_size = '285120MB';

select pg_reload_conf();
