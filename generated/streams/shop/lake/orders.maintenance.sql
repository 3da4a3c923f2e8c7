-- Keeps the lake's table of `orders` small. Run once a day, after the last merge of the day.

-- Many small files become few.
call `lake`.system.rewrite_data_files(table => 'shop.orders');

call `lake`.system.rewrite_position_delete_files(table => 'shop.orders');

-- Files of snapshots that nobody reads any more. They leave files that no snapshot has ever had.
call `lake`.system.expire_snapshots(table => 'shop.orders', older_than => timestampadd(second, -604800, current_timestamp()), retain_last => 1);

call `lake`.system.remove_orphan_files(table => 'shop.orders', older_than => timestampadd(second, -259200, current_timestamp()));
