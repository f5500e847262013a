namespace ModelCI.Cli.Help;

/// <summary>A call that works as it stands, given the files that it names.</summary>
/// <param name="Command">As typed.</param>
/// <param name="Meaning">What it is for.</param>
internal sealed record CommandExample(string Command, string Meaning);

/// <summary>Examples for every command. A test parses each, and asks for one of every command.</summary>
internal static class CommandExamples
{
    private static readonly Dictionary<string, CommandExample[]> All = new(StringComparer.Ordinal)
    {
        ["modelci"] =
        [
            new("modelci test", "Decide by modelci.yml, found here or above."),
            new("modelci plan --condition \"n - o > 0 +/- 0.01\" --reliability 0.99", "How many labels a gain of a point takes."),
            new("modelci init", "Write a first modelci.yml and the workflow that runs it."),
        ],
        ["modelci test"] =
        [
            new("modelci test", "Decide by modelci.yml, found here or above. Exit code 0 is a pass, 1 a fail."),
            new("modelci test --base origin/main", "With `baseline: base`, compare with the model of that branch."),
            new("modelci test --predictions new.parquet --baseline-predictions old.parquet", "Decide on predictions made elsewhere, such as by `modelci predict`."),
            new("modelci test --maintainer-report ~/full.html", "Also write all that the run saw, for people who take no part in choosing models."),
            new("modelci test --config gate/modelci.yml --format json", "The report as JSON on standard output."),
            new("modelci test --preflight --development dev/items.csv", "Does it all fit, and what will it cost? Nothing is decided or recorded."),
        ],
        ["modelci plan"] =
        [
            new("modelci plan", "What the next run and the runs left need, by the configuration here."),
            new("modelci plan --condition \"n - o > 0 +/- 0.01\" --reliability 0.9999 --steps 32 --disagreement 0.1", "Before there is a configuration."),
        ],
        ["modelci decide"] =
        [
            new("modelci decide rows.csv --condition \"n - o > 0 +/- 0.01\" --reliability 0.99", "Columns candidate, baseline, label; the file's order is the reading order."),
        ],
        ["modelci predict"] =
        [
            new("modelci predict --model candidate --output new.parquet", "All items on this machine."),
            new("modelci predict --model candidate --shard 1/4 --output new-1.parquet", "A quarter of them, for one of four machines."),
        ],
        ["modelci simulate"] =
        [
            new("modelci simulate --condition \"n - o > 0 +/- 0.02\" --reliability 0.99", "How often this gate errs, and how many labels it takes."),
        ],
        ["modelci labels"] = [new("modelci labels request", "The items that the waiting evaluation may need labels of.")],
        ["modelci labels request"] =
        [
            new("modelci labels request", "All that it may need, to labels-request.csv."),
            new("modelci labels request --count 50 --output next.csv", "The next fifty."),
        ],
        ["modelci labels import"] = [new("modelci labels import answers.csv", "Take id,label into the labels file, all or none.")],
        ["modelci labels status"] = [new("modelci labels status", "Labels there, used, charged and left.")],
        ["modelci holdout"] = [new("modelci holdout check", "Is this test set sound, and does it fit the models?")],
        ["modelci holdout check"] =
        [
            new("modelci holdout check", "Hold it against both models and holdout/schema.yml."),
            new("modelci holdout check --infer", "Write that schema, for a person to look at and commit."),
        ],
        ["modelci holdout seal"] =
        [
            new("modelci holdout seal --new-key", "Print a pair of keys for MODELCI_KEY and MODELCI_ORDER_KEY."),
            new("modelci holdout seal", "Write FILE.sealed beside items and labels."),
        ],
        ["modelci holdout unseal"] = [new("modelci holdout unseal --output /media/safe", "Items and labels in clear, out of the repository.")],
        ["modelci holdout extend"] = [new("modelci holdout extend", "Enter the items that were added behind the old ones.")],
        ["modelci holdout rotate"] =
        [
            new("modelci holdout rotate shop-2027 --items holdout/2027.csv --labels holdout/2027-labels.csv --release dev/2026", "Begin a new test set, and release the old one for development."),
        ],
        ["modelci ledger"] = [new("modelci ledger show", "What was decided on this test set, and what is left of it.")],
        ["modelci ledger show"] =
        [
            new("modelci ledger show", "Evaluations, verdicts, both budgets."),
            new("modelci ledger show --unseal --yes", "Also the exact account, which retires the test set."),
        ],
        ["modelci ledger verify"] = [new("modelci ledger verify", "Check every entry; the first bad one is named.")],
        ["modelci report"] =
        [
            new("modelci report modelci-report/report.json", "As `modelci test` printed it."),
            new("modelci report modelci-report/report.json --format junit --output junit.xml", "For a CI system that shows tests."),
        ],
        ["modelci init"] =
        [
            new("modelci init", "On a terminal: asks for what the files here do not tell."),
            new("modelci init --candidate models/new.onnx --baseline models/old.onnx --items holdout/items.csv --labels holdout/labels.csv", "Asks nothing that these tell."),
            new("modelci init --from .easeml.yml", "Takes condition, reliability, mode, adaptivity and steps of ease.ml/ci."),
        ],
        ["modelci doctor"] = [new("modelci doctor", "What would keep a run from working here, and how to mend it.")],
        ["modelci completion"] =
        [
            new("modelci completion bash", "In ~/.bashrc: eval \"$(modelci completion bash)\""),
            new("modelci completion zsh", "In ~/.zshrc, behind compinit: eval \"$(modelci completion zsh)\""),
            new("modelci completion pwsh", "In $PROFILE: modelci completion pwsh | Out-String | Invoke-Expression"),
        ],
        ["modelci ledger export"] = [new("modelci ledger export > ledger.jsonl", "For an archive or an audit.")],
    };

    /// <param name="path">Such as "modelci ledger show".</param>
    /// <exception cref="KeyNotFoundException">The command has none.</exception>
    public static IReadOnlyList<CommandExample> Of(string path) => All[path];
}
