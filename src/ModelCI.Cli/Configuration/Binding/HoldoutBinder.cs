using ModelCI.Cli.Configuration.Checking;
using ModelCI.Cli.Configuration.Yaml;
using ModelCI.Core.Configuration;

namespace ModelCI.Cli.Configuration.Binding;

/// <summary>The test set's settings.</summary>
internal static class HoldoutBinder
{
    public static HoldoutSettings Bind(Section holdout) => new(
        holdout.Text("name")!,
        Items(holdout),
        Id(holdout),
        Labels(holdout),
        ModelBinder.Inputs(holdout),
        ModelBinder.Output(holdout),
        holdout.Has("classes") ? holdout.Texts("classes") : null,
        holdout.Texts("exclude"),
        Texts(holdout, "slices"),
        holdout.Text("account"),
        Loss(holdout),
        holdout.Text("schema"));

    private static ItemsSource Items(Section holdout) => holdout.Text("items") is { } path
        ? new ItemsSource.OneFile(path)
        : new ItemsSource.Arrays(Texts(holdout, "items"));

    private static IdSource Id(Section holdout) => holdout.Text("id") switch
    {
        null => new IdSource.Default(),
        "labels" => new IdSource.FromLabels(),
        var column => new IdSource.Column(column),
    };

    private static LabelsSource Labels(Section holdout) => holdout.Text("labels") is { } path
        ? new LabelsSource.LabelFile(path)
        : new LabelsSource.Column(holdout.Child("labels").Text("column")!);

    private static LossSettings? Loss(Section holdout)
    {
        if (!holdout.Has("loss")) return null;
        var loss = holdout.Child("loss");
        double[] range = [.. loss.Texts("range").Select(NumberText.Number)];
        return new LossSettings(Enum.Parse<LossKind>(loss.Text("kind")!, ignoreCase: true), range[0], range[1]);
    }

    private static Dictionary<string, string> Texts(Section holdout, string key) =>
        holdout.Named(key).ToDictionary(entry => entry.Name, entry => ((SourceScalar)entry.Value).Text, StringComparer.Ordinal);
}
