using ModelCI.Cli.Configuration.Binding;
using ModelCI.Cli.Configuration.Checking;
using ModelCI.Cli.Configuration.Declaration;
using ModelCI.Cli.Configuration.Yaml;
using ModelCI.Core.Problems;

namespace ModelCI.Cli.Configuration;

/// <summary>The test set's name in a file that may be wrong otherwise: the check that reports it has that name, too.</summary>
internal static class TestSetName
{
    /// <summary>Null where the text does not tell.</summary>
    /// <param name="text">Of the configuration; null where it cannot be had.</param>
    public static string? TryFind(string? text)
    {
        if (text is null) return null;
        try
        {
            var problems = new ProblemList("");
            var document = YamlLoader.Load(text, problems);
            var bad = ShapeChecker.Check(document, ConfigurationKeys.Root, problems);
            return new Section(document as SourceMapping, ConfigurationKeys.Root, bad, "", Place.Start).Child("holdout").Text("name");
        }
        catch (ModelCIException)
        {
            return null;
        }
    }
}
