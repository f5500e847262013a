using System.CommandLine;
using ModelCI.Cli.Configuration;
using ModelCI.Cli.Keys;
using ModelCI.Cli.Terminals;
using ModelCI.Core.Configuration;
using ModelCI.Git;

namespace ModelCI.Cli.Ledgers;

/// <summary>What the commands that read a ledger have in common: their options, and the account that these name.</summary>
internal sealed class LedgerReading
{
    private readonly CommonOptions _common = new();
    private readonly Option<bool> _offline = new("--offline") { Description = "Read this clone's copy, without the remote" };

    public void AddTo(Command command)
    {
        command.Add(_offline);
        _common.AddTo(command);
    }

    /// <summary>Lets the command do <paramref name="body"/> under the contract of exit codes.</summary>
    public void SetAction(Command command, Action<Call> body) => command.SetAction((parse, cancellation) =>
    {
        var terminal = _common.Terminal(parse);
        return CommandLine.GuardAsync(terminal, () => Task.Run(
            () =>
            {
                var keys = KeyRing.Take();
                var configuration = ConfigurationReader.Read(_common.ConfigurationFile(parse));
                var access = new LedgerAccess(configuration, GitRepository.Around(configuration.Folder), keys, parse.GetValue(_offline), TimeProvider.System);
                body(new Call(parse, configuration, access, terminal, _common.IsJson(parse), cancellation));
                return ExitCodes.Success;
            },
            cancellation));
    });

    /// <summary>One call of such a command.</summary>
    internal sealed record Call(
        ParseResult Parse, GateConfiguration Configuration, LedgerAccess Access, Terminal Terminal, bool IsJson, CancellationToken Cancellation);
}
