{{ config(materialized='table') }}

select
    order_id,
    customer_id,
    country,
    amount,
    ordered_at,
    cast(ordered_at as date) as order_date
from {{ ref('stg_orders') }}
