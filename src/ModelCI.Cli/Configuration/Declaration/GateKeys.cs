using static ModelCI.Cli.Configuration.Declaration.ValueShape;

namespace ModelCI.Cli.Configuration.Declaration;

/// <summary>The keys under <c>gate</c>.</summary>
internal static class GateKeys
{
    public static readonly Mapping All = new([
        new("condition", new Text("a condition such as 'n - o > 0 +/- 0.01'", ManyLines: true), "What a candidate must fulfil to pass.")
            { Required = true, Example = "n - o > 0 +/- 0.01" },
        new("slices", new Text("all, or a condition without slices such as 'n - o > -0.02 +/- 0.02'", ManyLines: true),
            "What must hold on every declared slice besides; all: every clause of the condition that names no slice.") { Example = "all" },
        new("reliability", new Number(0, 1), "1 - delta: probability that the whole life of the test set sees no wrong decision.")
            { Required = true, Example = "0.999" },
        new("mode", new Word(["fp-free", "fn-free"]), "Which wrong decision the reliability bounds, and how an undecided run ends.") { Default = "fp-free" },
        new("adaptivity", new Word(["full", "first-change", "none"]), "What developers may learn between evaluations.") { Default = "full" },
        new("steps", new Integer(1, None: "none"), "Planned number of evaluations; none for an open-ended account.") { Default = "none", Example = "32" },
        new("feedback", new Word(["verdict", "reason", "estimates"]), "What leaves per evaluation.") { Default = "verdict" },
        new("method", new Word(["sequential", "fixed", "hoeffding", "bennett", "exact"]), "How a clause is decided: sequential stops as early as the evidence allows; the others read a sample whose size is fixed beforehand; fixed means exact.") { Default = "sequential" },
        new("reading", new Word(["whole", "lazy"]), "When predictions are made; lazy is faster, but run times tell something.") { Default = "whole" },
        new("accounting", new Word(["universal", "paper"]), "How the error budget is spent over evaluations.") { Default = "universal" },
    ]);
}
