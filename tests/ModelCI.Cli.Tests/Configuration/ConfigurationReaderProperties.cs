using FsCheck;
using FsCheck.Fluent;
using ModelCI.Cli.Configuration.Declaration;

namespace ModelCI.Cli.Tests.Configuration;

public sealed class ConfigurationReaderProperties
{
    private static readonly string[] Words =
    [
        "version: 1\n", "gate:\n", "  condition: ", "n - o > 0 +/- 0.01\n", "holdout:\n", "  ", "\n", "- ", "[", "]", "{", "}", ": ", "? ",
        "&a ", "*a ", "!t ", "|\n", ">\n", "\"", "'", "#", "---\n", "...\n", "\t", "%YAML 1.2\n", "<<: ", "null", "~", "\\", "\r\n", "é", "\U0001F600", "\u0085",
    ];

    [FsCheck.NUnit.Property(MaxTest = 300)]
    public Property Parse_UnknownKey_IsAlwaysNamed()
    {
        var sections = ConfigurationKeys.Root.Keys.Where(key => key.Shape is ValueShape.Mapping).Select(key => key.Name);
        var names = Gen.Elements("abcdefghijklmnopqrstuvwxyz-".ToCharArray()).NonEmptyListOf().Select(letters => "x" + string.Concat(letters.Take(40)));
        return Prop.ForAll(Gen.Elements(sections.ToArray()).ToArbitrary(), names.ToArbitrary(), (section, name) =>
            Sample.Problems(Sample.With($"{section}: {name}: 1")).Any(problem =>
                problem.Code == "MCI1003" && problem.What.StartsWith($"'{section}.{name}' is not a key", StringComparison.Ordinal)));
    }

    [FsCheck.NUnit.Property(MaxTest = 2000)]
    public Property Parse_PiecesOfYaml_ThrowsNothingElse() =>
        Prop.ForAll(Gen.Elements(Words).ListOf().Select(string.Concat).ToArbitrary(), EndsInProblems);

    [FsCheck.NUnit.Property(MaxTest = 1000)]
    public void Parse_AnyText_ThrowsNothingElse(NonNull<string> text) => EndsInProblems(text.Get);

    [FsCheck.NUnit.Property(MaxTest = 1000)]
    public void Parse_ConfigurationWithADamagedPlace_ThrowsNothingElse(PositiveInt at, char character)
    {
        var text = Sample.Minimal.ToCharArray();
        text[at.Get % text.Length] = character;
        Sample.Problems(new string(text));
    }

    // Problems lets every exception but ModelCIException through; no such text is a whole configuration.
    private static bool EndsInProblems(string text) => Sample.Problems(text).Count > 0;
}
