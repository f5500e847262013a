using ModelCI.Cli.Configuration.Binding;
using ModelCI.Cli.Configuration.Checking;
using ModelCI.Cli.Configuration.Declaration;
using ModelCI.Cli.Configuration.Rules;
using ModelCI.Cli.Configuration.Yaml;
using ModelCI.Core.Configuration;
using ModelCI.Core.Problems;

namespace ModelCI.Cli.Configuration;

/// <summary>Reads modelci.yml and reports everything that is wrong with it at once.</summary>
internal static class ConfigurationReader
{
    /// <summary>Reads the file at <paramref name="path"/>; problems name the path as given.</summary>
    /// <exception cref="ModelCIException">All problems, in the file's order.</exception>
    public static GateConfiguration Read(string path) =>
        Parse(ConfigurationFile.Load(path), path, Path.GetDirectoryName(Path.GetFullPath(path))!);

    /// <summary>Reads a text that is not, or no longer, in the working tree, such as the base commit's.</summary>
    /// <param name="text">The file's content.</param>
    /// <param name="file">What problems call it.</param>
    /// <param name="folder">Absolute folder that its paths are relative to.</param>
    /// <exception cref="ModelCIException">All problems, in the file's order.</exception>
    public static GateConfiguration Parse(string text, string file, string folder)
    {
        var problems = new ProblemList(file);
        var document = YamlLoader.Load(text, problems);
        var bad = ShapeChecker.Check(document, ConfigurationKeys.Root, problems);
        var root = new Section(document as SourceMapping, ConfigurationKeys.Root, bad, "", Place.Start);
        var draft = Draft.Of(text, root, problems);
        ModelRules.Check(draft);
        GateRules.Check(draft);
        SliceRules.Check(draft);
        LossRules.Check(draft);
        problems.ThrowIfAny();
        return ConfigurationBinder.Bind(draft, file, folder);
    }
}
