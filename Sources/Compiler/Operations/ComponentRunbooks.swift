import PipelineModel

/// What to do about alerts that every component has.
extension RunbookModel {
    static func down(_ component: ComponentModel) -> RunbookModel {
        let sign =
            switch component.liveness {
            case .scrape, .unseen: "fewer of its instances answer Prometheus than there are to be"
            case .heartbeat(let series, let seconds): "`\(series.metric.name)` has not grown for \(seconds) s"
            case .gauge(let series): "`\(series.metric.name)` is not 1: its exporter cannot reach it"
            }
        return RunbookModel(
            meaning: "\(component.name) \(component.purpose), and \(sign).",
            waiting: "What hangs on it, listed below, does not work; its alerts are silent until this one is gone.",
            steps: [
                Step(
                    "See whether its pods run, and what the cluster says of them.",
                    command: "kubectl get pods --all-namespaces | grep \(component.name)"),
                Step(
                    "Read the last lines before it ended.",
                    command: "kubectl logs --previous --tail=100 --selector=app.kubernetes.io/name=\(component.name)"),
                Step("If it was killed for memory, give it more; if its disk is full, see its alert for that."),
                Step(
                    "If nothing has happened to it, see whether Prometheus reaches it: its targets, network policies."),
            ])
    }

    static func degraded(_ component: ComponentModel) -> RunbookModel {
        var runbook = down(component)
        runbook.meaning =
            "\(component.name) \(component.purpose). It goes on, with fewer than its \(component.instances) instances."
        runbook.waiting = "The others bear its load, and one more that is lost may be one too many."
        return runbook
    }

    static func budget(_ component: ComponentModel, _ budget: BudgetModel, _ prices: PricesModel) -> RunbookModel {
        RunbookModel(
            meaning: "\(component.name) shows what the month has cost so far, and the budget of \(budget.part.name) is "
                + "\(budget.monthly.text) \(prices.currency).",
            waiting: "What runs goes on and is paid for.",
            steps: [
                Step("See what costs most by the declarations.", command: "swift run dagc report cost"),
                Step("Compare it with the bill: what it holds beyond that is no part of the declarations."),
                Step("Ask for less, let runs come less often, or raise the budget with whoever pays."),
            ])
    }

    static func errors(_ component: ComponentModel) -> RunbookModel {
        RunbookModel(
            meaning: "\(component.name) \(component.purpose), and much of that fails.",
            waiting: "Who asks it tries again, which makes it worse.",
            steps: [
                Step("See in its dashboard since when, and what was published or changed then."),
                Step("Read its log of that time by level `error`."),
                Step("Take the change back, or take load off it, before you look for the cause."),
            ])
    }

    static func lag(_ component: ComponentModel) -> RunbookModel {
        RunbookModel(
            meaning: "\(component.name) gets its work done more slowly than it comes.",
            waiting: "What people see grows older; when sources keep their events for a limited time, some are lost.",
            steps: [
                Step("See in its dashboard whether more comes than usual, or less is done."),
                Step("If less is done, read its log; if more comes, give it more instances or partitions."),
                Step("Compare the lag with how long the source keeps its events: that is the time that is left."),
            ])
    }

    static func throughput(_ component: ComponentModel) -> RunbookModel {
        RunbookModel(
            meaning: "\(component.name) gets less done than its sources usually send, or shows nothing at all.",
            waiting: "Data is missing or late for all who read it.",
            steps: [
                Step("See whether less is sent: ask who runs the sources."),
                Step("If not, see its lag and its errors, and act on those."),
            ])
    }

    static func resources(_ component: ComponentModel, _ what: String) -> RunbookModel {
        RunbookModel(
            meaning: "One of \(component.name) has little \(what) left.",
            waiting: "When nothing is left, processes are slow, are killed, or cannot write.",
            steps: [
                Step("See in the dashboard since when it is so, and whether it goes on."),
                Step("Find who takes it.", command: "kubectl top pods --all-namespaces --sort-by=memory"),
                Step("Move or stop what need not be there; else give it more."),
            ])
    }
}
