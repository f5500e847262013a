using ModelCI.Core.Reports;

namespace ModelCI.Cli.Testing;

/// <summary>Candidate or baseline, as far as questions, ledger and report speak of it.</summary>
/// <param name="Shown">As configured or given.</param>
/// <param name="Digest">Of the content: what the ledger records.</param>
/// <param name="Identity">Of the content and of how it is fed and read: equal where the answers must be.</param>
internal sealed record ComparedModel(string Shown, string Digest, string Identity)
{
    public ModelReport Report => new(Shown, Digest);
}
