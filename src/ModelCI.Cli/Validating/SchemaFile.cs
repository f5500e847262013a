using ModelCI.Cli.Configuration;
using ModelCI.Core.Configuration;
using ModelCI.Core.Problems;
using ModelCI.Core.Validation;

namespace ModelCI.Cli.Validating;

/// <summary>The committed schema: the file that <c>holdout.schema</c> names, else holdout/schema.yml beside the configuration.</summary>
/// <param name="Written">Relative to the configuration's folder, for messages.</param>
/// <param name="IsNamed">Whether the configuration names it, so that it must be there.</param>
internal sealed record SchemaFile(string Written, string FullPath, bool IsNamed)
{
    /// <summary>Where it is looked for unless named.</summary>
    public const string Usual = "holdout/schema.yml";

    // A line per column: 10,000 columns and more.
    private const int LargestSize = 1 << 20;

    public static SchemaFile Of(GateConfiguration configuration)
    {
        var written = configuration.Holdout.Schema ?? Usual;
        return new SchemaFile(written, Path.GetFullPath(written, configuration.RulesFolder), configuration.Holdout.Schema is not null);
    }

    /// <summary>Null where none is named and none is there.</summary>
    /// <exception cref="ModelCIException">MCI3100: a named one is not there; MCI1xxx: everything that is wrong with it.</exception>
    public HoldoutSchema? Read()
    {
        if (Directory.Exists(FullPath)) throw new ModelCIException("MCI3100", "this is a folder, and the schema is a file", Written, "name a file by holdout.schema");
        if (File.Exists(FullPath)) return SchemaReader.Parse(ConfigurationFile.Load(FullPath, Written, LargestSize, "write it with `modelci holdout check --infer`"), Written);
        return IsNamed
            ? throw new ModelCIException("MCI3100", "holdout.schema names this file, and it does not exist", Written, "check the path, or make it with `modelci holdout check --infer`")
            : null;
    }

    /// <summary>Writes a schema that reads back as it is, as a whole or not at all.</summary>
    /// <exception cref="ModelCIException">MCI3101: it exists; MCI3102: a name that no line of YAML can hold, or too many columns; MCI3103: it cannot be written.</exception>
    public void Write(HoldoutSchema schema, string testSet, bool isOfSealed, bool overwrite)
    {
        if (!overwrite && Path.Exists(FullPath))
            throw new ModelCIException("MCI3101", "there is a schema already, and it may hold what a person has decided", Written, "look at what changed with `modelci holdout check`; --force replaces the file");
        var text = SchemaWriter.Write(schema, testSet, isOfSealed);
        if (text.Length > LargestSize)
            throw new ModelCIException("MCI3102", $"a schema of {schema.Columns.Count} columns is larger than the {LargestSize / 1024} KiB that are read", Written, "keep the values in an array, or hide columns by holdout.exclude");
        CheckReadsBack(schema, text, testSet, isOfSealed);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(FullPath)!);
            WholeFile.Write(FullPath, text);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ModelCIException("MCI3103", $"the schema cannot be written: {exception.Message}", Written, "check the folder's permissions and room");
        }
    }

    private void CheckReadsBack(HoldoutSchema schema, string text, string testSet, bool isOfSealed)
    {
        try
        {
            var names = schema.Columns.Select(column => column.Name);
            var back = SchemaReader.Parse(text, Written);
            if (back.Columns.Select(column => column.Name).SequenceEqual(names) && SchemaWriter.Write(back, testSet, isOfSealed) == text) return;
        }
        catch (ModelCIException)
        {
            // What it says is about a text that nobody has seen.
        }
        var name = schema.Columns.Select(column => column.Name).Concat(schema.Labels?.Classes ?? []).FirstOrDefault(name => name.Any(char.IsControl));
        throw new ModelCIException(
            "MCI3102", name is null ? "the test set's names cannot be written in a YAML file" : $"the name '{Shown.Text(name)}' has control characters, which a schema cannot hold", Written,
            "rename the column or class, or hide the column by holdout.exclude");
    }
}
