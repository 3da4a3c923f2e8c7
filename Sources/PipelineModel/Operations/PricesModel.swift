/// What things cost in an environment. No price is built in: what has none is told as not priced.
package struct PricesModel: Hashable, Sendable, Codable {
    /// By ISO 4217, such as `EUR`.
    package var currency: String
    /// The day of the price list. The month that is played to count what runs begins on it.
    package var date: CalendarDate
    /// Seconds of a task that does work and of which nothing was measured.
    package var taskSeconds: Int
    package var vCPUHour: MoneyModel?
    package var memoryGiBHour: MoneyModel?
    package var storageGiBMonth: MoneyModel?
    package var transferGiB: MoneyModel?
    /// Of one unit of Glue, and how many a job has.
    package var glueUnitHour: MoneyModel?
    package var glueUnits: Int
    package var stateTransition: MoneyModel?
    package var warehouses: [WarehousePriceModel]
    package var budgets: [BudgetModel]

    package init(currency: String, date: CalendarDate, taskSeconds: Int) {
        self.currency = currency
        self.date = date
        self.taskSeconds = taskSeconds
        glueUnits = 0
        warehouses = []
        budgets = []
    }

    /// Each price with what it is called where it is declared.
    package var all: [(name: String, price: MoneyModel)] {
        let single: [(String, MoneyModel?)] = [
            ("processor(hour:)", vCPUHour), ("memory(gibibyteHour:)", memoryGiBHour),
            ("storage(gibibyteMonth:)", storageGiBMonth), ("transfer(gibibyte:)", transferGiB),
            ("glue(unitHour:units:)", glueUnitHour), ("transition(_:)", stateTransition),
        ]
        return single.compactMap { name, price in price.map { (name, $0) } }
            + warehouses.map { ("warehouse(\($0.store), hour:)", $0.hour) }
    }
}

/// What an hour costs in which a store's engine is asked for something.
package struct WarehousePriceModel: Hashable, Sendable, Codable {
    package var store: String
    package var hour: MoneyModel

    package init(store: String, hour: MoneyModel) {
        self.store = store
        self.hour = hour
    }
}

/// What a part of the platform may cost in a month.
package struct BudgetModel: Hashable, Sendable, Codable {
    package enum Part: Hashable, Sendable, Codable {
        case everything
        case team(String)
        case pipeline(String)
        case component(String)

        /// What people call it.
        package var name: String {
            switch self {
            case .everything: "everything"
            case .team(let name), .pipeline(let name), .component(let name): name
            }
        }

        package var words: String {
            switch self {
            case .everything: "everything"
            case .team(let name): "team `\(name)`"
            case .pipeline(let name): "pipeline `\(name)`"
            case .component(let name): "component `\(name)`"
            }
        }
    }

    package var part: Part
    package var monthly: MoneyModel
    /// From which share on people are warned.
    package var warning: ShareModel
    /// A gauge of what the month has cost so far, and the component that shows it.
    package var spent: SeriesModel?
    package var shownBy: String?

    package init(part: Part, monthly: MoneyModel, warning: ShareModel) {
        self.part = part
        self.monthly = monthly
        self.warning = warning
    }
}
