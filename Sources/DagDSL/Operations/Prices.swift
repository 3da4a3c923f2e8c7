package import PipelineModel

/// A price or an amount of money in units of a currency, such as `0.0425`.
public struct Price: Sendable, ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
    let model: MoneyModel

    /// An amount with a fraction, to the billionth.
    public init(floatLiteral amount: Double) {
        let billionths = (amount * 1e9).rounded()
        model = MoneyModel(billionths: Int(exactly: billionths) ?? (amount < 0 ? .min : .max))
    }

    /// Whole units.
    public init(integerLiteral amount: Int) {
        model = MoneyModel(billionths: amount.multipliedSaturated(by: 1_000_000_000))
    }
}

/// What things cost in an environment, from your own price list or contract. Nothing is built in: what has no price is
/// told as not priced.
///
/// A month has 30 days. What runs in it is played as `dagc simulate` plays it, from the day of the price list on.
public struct Prices: Sendable {
    package private(set) var model: PricesModel

    /// - Parameters:
    ///   - currency: by ISO 4217, such as `EUR`.
    ///   - day: the day of the price list.
    ///   - time: how long a task takes that does work and of which nothing was measured.
    public init(in currency: Name, of day: Day, tasksLasting time: Duration) {
        model = PricesModel(currency: currency.description, date: day.model, taskSeconds: time.wholeSeconds)
    }

    private func setting(_ change: (inout PricesModel) -> Void) -> Prices {
        var copy = self
        change(&copy.model)
        return copy
    }

    /// An hour of one processor that is asked for.
    public func processor(hour: Price) -> Prices { setting { $0.vCPUHour = hour.model } }

    /// An hour of one GiB of memory that is asked for.
    public func memory(gibibyteHour: Price) -> Prices { setting { $0.memoryGiBHour = gibibyteHour.model } }

    /// A month of one GiB on disks of components.
    public func storage(gibibyteMonth: Price) -> Prices { setting { $0.storageGiBMonth = gibibyteMonth.model } }

    /// One GiB that tasks move, where it was measured.
    public func transfer(gibibyte: Price) -> Prices { setting { $0.transferGiB = gibibyte.model } }

    /// An hour in which the engine of a store is asked for something. Tasks that ask it at the same time share the hour.
    public func warehouse(_ store: Store, hour: Price) -> Prices {
        setting { $0.warehouses.append(WarehousePriceModel(store: store.name, hour: hour.model)) }
    }

    /// An hour of one unit of Glue, of which a job has so many.
    public func glue(unitHour: Price, units: Int) -> Prices {
        setting {
            $0.glueUnitHour = unitHour.model
            $0.glueUnits = units
        }
    }

    /// One transition of a state machine. Each task that runs counts as one; choices and waits of a machine add to that.
    public func transition(_ price: Price) -> Prices { setting { $0.stateTransition = price.model } }

    /// What parts of the platform may cost. Exceeding one is an error when pipelines compile.
    public func budgets(_ budgets: Budget...) -> Prices { setting { $0.budgets += budgets.map(\.model) } }
}

/// What a part of the platform may cost in a month of 30 days.
public struct Budget: Sendable {
    package private(set) var model: BudgetModel

    /// What a budget is for.
    public struct Part: Sendable {
        let model: BudgetModel.Part

        /// All components and pipelines of the environment.
        public static let everything = Part(model: .everything)
        /// The components and pipelines that somebody answers for.
        public static func owned(by owner: Owner) -> Part { Part(model: .team(owner.name)) }
        /// One pipeline.
        public static func pipeline(_ id: PipelineID) -> Part { Part(model: .pipeline(id.description)) }
        /// One component.
        public static func component(_ name: Name) -> Part { Part(model: .component(name.description)) }
    }

    /// - Parameter warning: from which share of it on a warning is told.
    public init(monthly: Price, for part: Part = .everything, warning: Percent = .percent(90)) {
        model = BudgetModel(part: part.model, monthly: monthly.model, warning: warning.share)
    }

    /// A gauge that a component shows of what the month has cost so far: then an alert is raised as well, when that
    /// comes to the share of the warning and when it exceeds the budget.
    public func measured(by spent: Series, of component: Name) -> Budget {
        var copy = self
        copy.model.spent = spent.model
        copy.model.shownBy = component.description
        return copy
    }
}
