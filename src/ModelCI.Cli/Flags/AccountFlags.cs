using System.CommandLine;
using ModelCI.Cli.Configuration.Declaration;

namespace ModelCI.Cli.Flags;

/// <summary>The flags that say how a test set is used again, with the configuration's defaults.</summary>
internal sealed class AccountFlags
{
    public static readonly ValueShape.Integer StepCount = new(1, None: "none");
    public static readonly ValueShape.Word Adaptivities = new(["full", "first-change", "none"]);
    public static readonly ValueShape.Word Accountings = new(["universal", "paper"]);

    public Option<string?> Steps { get; } = new("--steps") { Description = "Planned evaluations H, or none (default: none)", HelpName = "H" };

    public Option<string?> Adaptivity { get; } = WordOption.Of("--adaptivity", Adaptivities, "full, first-change or none (default: full)", "WORD");

    public Option<string?> Accounting { get; } = WordOption.Of("--accounting", Accountings, "universal or paper (default: universal)", "WORD");

    public Option<bool> Offline { get; } = new("--offline") { Description = "Take the account as this clone knows it, without the ledger's remote" };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[Steps, Adaptivity, Accounting, Offline]) command.Add(option);
    }
}
