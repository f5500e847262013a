using static ModelCI.Cli.Configuration.Declaration.ValueShape;

namespace ModelCI.Cli.Configuration.Declaration;

/// <summary>Everything that modelci.yml may contain.</summary>
internal static class ConfigurationKeys
{
    private static readonly Mapping Budget = new([
        new("labels", new Integer(1, None: "unlimited"), "Labels over the life of the test set.") { Default = "unlimited", Example = "5000" },
        new("labels-per-run", new Integer(1, None: "unlimited"), "New labels in one evaluation.") { Default = "unlimited", Example = "1000" },
        new("cost-per-label", new Text("an amount and a currency, such as 0.08 EUR", @"^[0-9]{1,9}(\.[0-9]{1,9})? ?[A-Z]{3}$"),
            "What a label costs: plan and report also speak in money.") { Example = "0.08 EUR" },
    ]);

    private static readonly Mapping Limits = new([
        new("memory", new Text("a size such as 512MiB or 4GiB", "^[1-9][0-9]{0,5}(KiB|MiB|GiB|TiB)$"), "Memory of the process that runs the models.")
            { Default = "4GiB" },
        new("seconds-per-batch", new Number(0, 100_000), "Time of one batch.") { Default = "20" },
    ]);

    public static readonly Mapping Root = new([
        new("version", new Integer(1, 1), "Version of this file's format.") { Required = true, Example = "1" },
        new("candidate", CommonShapes.Model(CommonShapes.ModelPath), "The model under test.") { Required = true, Example = "models/classifier.onnx" },
        new("baseline", CommonShapes.Model(CommonShapes.BaselinePath),
            "The model in production: base (the candidate's path at the base commit), a path, git:<rev>:<path>, or none (the first model).")
            { Required = true, Example = "base" },
        new("holdout", HoldoutKeys.All, "The test set.") { Required = true },
        new("gate", GateKeys.All, "The condition and the guarantee.") { Required = true },
        new("budget", Budget, "The label budget."),
        new("ledger", new Mapping([
            new("remote", new Text("the name of a git remote, or none", @"^[^\s-]\S*$"),
                "Where the account lives; none: it stays local; left out: origin where it exists.") { Example = "origin" },
        ]), "The account of the test set."),
        new("limits", Limits, "Limits of the process that runs the models."),
        new("report", new Mapping([
            new("templates", CommonShapes.Path, "A folder with templates that replace the built-in ones.") { Example = "my-templates" },
        ]), "How reports look."),
    ]);

    /// <summary>Dotted paths of every key called <paramref name="name"/> in a section of a file, for keys written in the wrong place.</summary>
    public static IEnumerable<string> PathsOf(Mapping file, string name) =>
        from section in file.Keys
        where section.Shape is Mapping
        from key in ((Mapping)section.Shape).Keys
        where key.Name == name
        select $"{section.Name}.{key.Name}";
}
