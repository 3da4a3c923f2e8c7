import DagcCommands
import Pipelines

await Dagc.main(catalog)
