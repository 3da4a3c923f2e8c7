delete from orders where day = '{{ data_interval_start | ds }}';
