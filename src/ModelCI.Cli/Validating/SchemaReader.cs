using System.Globalization;
using ModelCI.Cli.Configuration;
using ModelCI.Cli.Configuration.Binding;
using ModelCI.Cli.Configuration.Checking;
using ModelCI.Cli.Configuration.Yaml;
using ModelCI.Core.Problems;
using ModelCI.Core.Validation;

namespace ModelCI.Cli.Validating;

/// <summary>Reads a schema and reports everything that is wrong with it at once.</summary>
internal sealed class SchemaReader
{
    private readonly Section _root;
    private readonly ProblemList _problems;

    private SchemaReader(Section root, ProblemList problems) => (_root, _problems) = (root, problems);

    /// <param name="text">The file's content.</param>
    /// <param name="file">What problems call it.</param>
    /// <exception cref="ModelCIException">All problems, in the file's order.</exception>
    public static HoldoutSchema Parse(string text, string file)
    {
        var problems = new ProblemList(file);
        var document = YamlLoader.Load(text, problems);
        var bad = ShapeChecker.Check(document, SchemaKeys.Root, problems);
        return new SchemaReader(new Section(document as SourceMapping, SchemaKeys.Root, bad, "", Place.Start), problems).Read();
    }

    private HoldoutSchema Read()
    {
        var columns = _root.Named("columns").ToArray();
        var labels = _root.Child("labels");
        foreach (var (name, _, column) in columns) CheckColumn($"columns.{name}", column);
        CheckLabels(labels);
        _problems.ThrowIfAny();
        return new HoldoutSchema([.. columns.Select(column => Column(column.Name, column.Section))], _root.Has("labels") ? Labels(labels) : null, MayBe(_root.Child("items"), "duplicates"));
    }

    private void CheckColumn(string path, Section column)
    {
        CheckOrder(path, column);
        CheckShare(path, column, "missing");
        // A column without a readable type has its problem already.
        if (column.Text("type") is not { } word) return;
        var (type, shape) = (TypeWord.Parse(word), Shape(column));
        foreach (var bound in (string[])["min", "max"])
        {
            if (column.Find(bound) is not null && !ColumnSchema.MayHaveRange(type))
                _problems.Add(column.PlaceOf(bound), ConfigurationProblems.BadCombination($"{Shown.Text(path)}.{bound} is a bound of numbers, but the column's type is {word}", $"remove {bound}"));
        }
        if (column.Find("categories") is not SourceList categories) return;
        if (!ColumnSchema.MayHaveCategories(type, shape))
        {
            _problems.Add(column.PlaceOf("categories"), ConfigurationProblems.BadCombination(
                $"{Shown.Text(path)}.categories are of text or whole numbers with one value per item, but the column is {word}{(shape.Length > 0 ? " with a shape" : "")}", "remove categories"));
        }
        else if (word != "string")
        {
            foreach (var item in categories.Items.OfType<SourceScalar>().Where(item => !ColumnSchema.IsWhole(item.Text)))
                _problems.Add(item.Place, ConfigurationProblems.NotAllowed($"a category of {path}", item.Text, "a whole number without a plus sign or leading zeros"));
        }
    }

    private void CheckLabels(Section labels)
    {
        CheckOrder("labels", labels);
        var classes = labels.Texts("classes");
        if (classes.Count > 0 && (labels.Number("min") ?? labels.Number("max")) is not null)
            _problems.Add(labels.PlaceOf("classes"), ConfigurationProblems.BadCombination("labels has classes and a range, but a label is either a class or a number", "remove min and max, or classes"));
        foreach (var (name, node, share) in labels.Named("balance"))
        {
            CheckShare($"labels.balance.{name}", share, "share");
            CheckShare($"labels.balance.{name}", share, "tolerance");
            if (!classes.Contains(name))
                _problems.Add(node.Place, ConfigurationProblems.NotAllowed("a key of labels.balance", name, "one of labels.classes", Suggestion.DidYouMean(name, classes)));
        }
    }

    private void CheckOrder(string path, Section owner)
    {
        if (owner.Number("min") is not { } min || owner.Number("max") is not { } max || min <= max) return;
        _problems.Add(owner.PlaceOf("min"), ConfigurationProblems.BadCombination(
            string.Create(CultureInfo.InvariantCulture, $"{Shown.Text(path)}.min is {min}, which is above max, {max}"), "exchange the two"));
    }

    private void CheckShare(string path, Section owner, string key)
    {
        if (owner.Number(key) is < 0 or > 1) _problems.Add(owner.PlaceOf(key), ConfigurationProblems.OutOfRange($"{path}.{key}", owner.Text(key)!, "a share: at least 0 and at most 1"));
    }

    private static ColumnSchema Column(string name, Section column) => new(
        name, TypeWord.Parse(column.Text("type")!), Shape(column), column.Text("presence") != SchemaKeys.Optional, column.Number("min"), column.Number("max"),
        column.Has("categories") ? column.Texts("categories") : null, column.Number("missing"));

    private static LabelSchema Labels(Section labels) => new(
        labels.Has("classes") ? labels.Texts("classes") : null,
        [.. labels.Named("balance").Select(share => new ClassShare(share.Name, share.Section.Number("share")!.Value, share.Section.Number("tolerance")!.Value))],
        labels.Number("min"), labels.Number("max"), MayBe(labels, "contradictions"));

    private static int[] Shape(Section column) => [.. column.Texts("shape").Select(size => NumberText.Integer(size) ?? 0)];

    private static bool? MayBe(Section owner, string key) => owner.Text(key) is { } word ? word == SchemaKeys.Allowed : null;
}
