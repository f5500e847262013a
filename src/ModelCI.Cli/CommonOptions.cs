using System.CommandLine;
using ModelCI.Cli.Configuration;
using ModelCI.Cli.Terminals;

namespace ModelCI.Cli;

/// <summary>Options that every command takes.</summary>
internal sealed class CommonOptions
{
    private readonly Option<string?> _config = new("--config") { Description = "Configuration file (default: modelci.yml here or above)", HelpName = "FILE" };
    private readonly Option<string> _format = new("--format") { Description = "Form of the result" };
    private readonly Option<bool> _quiet = new("--quiet") { Description = "No progress and no notes" };
    private readonly Option<bool> _noColour = new("--no-color") { Description = "No colours (also: NO_COLOR)" };

    public CommonOptions()
        : this("text", "json")
    {
    }

    /// <param name="forms">Of the result; the first is the usual one.</param>
    public CommonOptions(params string[] forms)
    {
        _format.AcceptOnlyFromAmong(forms);
        _format.DefaultValueFactory = _ => forms[0];
    }

    /// <param name="readsConfiguration">Whether the command looks at a configuration at all; an option without effect would mislead.</param>
    public void AddTo(Command command, bool readsConfiguration = true)
    {
        if (readsConfiguration) command.Add(_config);
        command.Add(_format);
        command.Add(_quiet);
        command.Add(_noColour);
    }

    public Terminal Terminal(ParseResult parse) => new(parse.GetValue(_quiet), parse.GetValue(_noColour));

    public bool IsJson(ParseResult parse) => FormOf(parse) == "json";

    /// <summary>The form of the result.</summary>
    public string FormOf(ParseResult parse) => parse.GetValue(_format)!;

    /// <summary>The configuration file as given, or found where <paramref name="isNeeded"/>; else null.</summary>
    public string? ConfigurationFile(ParseResult parse, bool isNeeded) => isNeeded ? ConfigurationFile(parse) : parse.GetValue(_config);

    /// <summary>The configuration file as given, or found.</summary>
    public string ConfigurationFile(ParseResult parse) =>
        parse.GetValue(_config) ?? ConfigurationLocator.Find(Directory.GetCurrentDirectory());
}
