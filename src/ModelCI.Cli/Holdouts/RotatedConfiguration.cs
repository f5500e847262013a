using System.Globalization;
using ModelCI.Cli.Configuration;
using ModelCI.Cli.Configuration.Editing;
using ModelCI.Core.Problems;

namespace ModelCI.Cli.Holdouts;

/// <summary>modelci.yml, to be edited for a new test set, or where that is not safe to be edited by hand.</summary>
internal sealed class RotatedConfiguration
{
    private const string Account = "holdout.account";

    private readonly string _file;
    private readonly ConfigurationEdit _edit;
    private readonly Dictionary<string, string> _changes;

    public RotatedConfiguration(string file, NextTestSet next)
    {
        _file = file;
        _edit = new ConfigurationEdit(file, ConfigurationFile.Load(file));
        _changes = new Dictionary<string, string>(next.Changes, StringComparer.Ordinal);
    }

    /// <summary>Dotted paths and what they become, in the file's order.</summary>
    public IEnumerable<(string Path, string Value, int Line)> Changes =>
        _changes.Select(change => (change.Key, change.Value, _edit.LineOf(change.Key))).OrderBy(change => change.Item3);

    /// <summary>Pins the new account where the old one was pinned, and writes the file.</summary>
    /// <returns>False, with nothing written, where the changes must be made by hand.</returns>
    /// <exception cref="ModelCIException">MCI1026: it cannot be written.</exception>
    public bool TryWrite(string account)
    {
        if (_edit.Has(Account)) _changes[Account] = account;
        if (_edit.With(_changes) is not { } text) return false;
        try
        {
            WholeFile.Write(Path.GetFullPath(_file), text);
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ModelCIException(
                "MCI1026", $"the file cannot be written: {failure.Message}", _file,
                "the accounts are rotated: make the file writable and run the same command again, or write " + string.Join(", ", Changes.Select(Words)));
        }
    }

    /// <summary>A change as a person makes it.</summary>
    public static string Words((string Path, string Value, int Line) change) =>
        string.Create(CultureInfo.InvariantCulture, $"line {change.Line}: {change.Path}: {change.Value}");
}
