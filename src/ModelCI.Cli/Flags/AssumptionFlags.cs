using System.CommandLine;

namespace ModelCI.Cli.Flags;

/// <summary>The flags that say what the data are taken to be like, and how long to simulate.</summary>
internal sealed class AssumptionFlags
{
    public const int UsualSeed = 1;

    public Option<string?> Items { get; } = new("--items") { Description = "Items in the test set (default: the holdout's, else as many as it can take)", HelpName = "N" };

    public Option<string?> Disagreement { get; } = new("--disagreement") { Description = "Share of items on which the models differ (default: about 0.1)", HelpName = "P" };

    public Option<string?> Accuracy { get; } = new("--accuracy") { Description = "Accuracy of the baseline (default: about 0.8)", HelpName = "P" };

    public Option<string?> Seed { get; } = new("--seed") { Description = "Of the simulation (default: 1)", HelpName = "S" };

    public Option<string?> Replicates { get; } = new("--replicates") { Description = "Simulated test sets per line", HelpName = "R" };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[Items, Disagreement, Accuracy, Seed, Replicates]) command.Add(option);
    }
}
