def flow(
    extract_orders_from_the_source_system_1,
    extract_orders_from_the_source_system_2,
    extract_orders_from_the_source_system_3,
    load_1,
    load_2,
    load_3,
    load_4,
    load_5,
    load_6,
    load_7,
    load_8,
    load_9,
):
    # Everything on one line while it fits.
    load_1 >> load_2 >> load_3
    # One step a line when it does not.
    (
        extract_orders_from_the_source_system_1
        >> extract_orders_from_the_source_system_2
        >> extract_orders_from_the_source_system_3
    )
    # A list at the end breaks by itself.
    load_1 >> [
        extract_orders_from_the_source_system_1,
        extract_orders_from_the_source_system_2,
        extract_orders_from_the_source_system_3,
    ]
    [
        load_1,
        load_2,
        load_3,
        load_4,
        load_5,
        load_6,
        load_7,
        load_8,
        load_9,
        extract_orders_from_the_source_system_1,
        extract_orders_from_the_source_system_2,
    ] >> load_1
    # Datasets.
    either = load_1 & load_2 | load_3
    both = (load_1 | load_2) & load_3
    branch = load_1 if load_2 == "weekly" else load_3
    empty = [[], (), {}, set(), (1,)]
    mapped = [load_1.expand(order=order) for order in load_2]
    return [either, both, branch, empty, mapped]
