{{ config(materialized='view') }}

select
    order_id,
    customer_id,
    country,
    amount,
    ordered_at at time zone 'UTC' as ordered_at
from read_parquet('{{ env_var("LAKE") }}/clean/orders/*/*.parquet')
