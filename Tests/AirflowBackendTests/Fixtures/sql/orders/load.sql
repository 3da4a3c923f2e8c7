{% include 'orders/head.sql' %}
insert into orders select * from landed where day = '{{ data_interval_start | ds }}';
