using System.CommandLine;
using ModelCI.Cli.Configuration.Declaration;

namespace ModelCI.Cli.Flags;

/// <summary>The flags that ask a question without a configuration: condition and guarantee.</summary>
internal sealed class QuestionFlags
{
    public static readonly ValueShape.Number Share = new(0, 1);
    public static readonly ValueShape.Word Modes = new(["fp-free", "fn-free"]);
    public static readonly ValueShape.Word Losses = new(["absolute", "squared"]);

    public Option<string?> Condition { get; } = new("--condition") { Description = "What a candidate must fulfil, such as 'n - o > 0 +/- 0.01'", HelpName = "TEXT" };

    public Option<string?> Reliability { get; } = new("--reliability") { Description = "1 - delta, above 0 and below 1", HelpName = "R" };

    public Option<string?> Mode { get; } = WordOption.Of("--mode", Modes, "fp-free or fn-free: which wrong decision the reliability bounds (default: fp-free)", "MODE");

    public Option<string?> Alpha { get; } = new("--alpha") { Description = "Level of this run (default: 1 - reliability)", HelpName = "A" };

    public Option<string?> Budget { get; } = new("--budget") { Description = "Labels that one evaluation may use (default: unlimited)", HelpName = "L" };

    public Option<string?> Classes { get; } = new("--classes") { Description = "All classes, separated by commas", HelpName = "A,B,..." };

    public Option<string?> Loss { get; } = WordOption.Of("--loss", Losses, "absolute or squared: what loss(n) and loss(o) measure, for models that answer numbers", "KIND");

    public Option<string?> LossRange { get; } = new("--loss-range") { Description = "The least and the greatest loss that count", HelpName = "LO,HI" };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[Condition, Reliability, Mode, Alpha, Budget, Classes, Loss, LossRange]) command.Add(option);
    }
}
