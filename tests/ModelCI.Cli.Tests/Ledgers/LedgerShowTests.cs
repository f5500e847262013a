using System.Text.Json.Nodes;
using ModelCI.Cli.Ledgers;
using ModelCI.Cli.Tests.Configuration;
using ModelCI.Core.Accounting;
using ModelCI.Core.Configuration;
using ModelCI.Core.Gating;
using ModelCI.Core.Items;
using ModelCI.Core.Tests.Support;
using NUnit.Framework;

namespace ModelCI.Cli.Tests.Ledgers;

/// <summary>Everything that a ledger can hold, as `ledger show` prints it; MODELCI_UPDATE_GOLDEN=1 writes the recorded texts anew.</summary>
public sealed class LedgerShowTests
{
    private const string Folder = "tests/ModelCI.Cli.Tests/Ledgers/";

    // Entries of the chain are of 2025-01-01 00:00.
    private static readonly DateTimeOffset Soon = new(2025, 1, 1, 0, 59, 59, TimeSpan.Zero);
    private static readonly DateTimeOffset Late = new(2025, 1, 1, 1, 0, 0, TimeSpan.Zero);

    private static readonly GateConfiguration Configuration = Sample.Read(Sample.With("gate: steps: 8\n  feedback: reason", "budget: labels: 4000\n  labels-per-run: 20\n  cost-per-label: 0.08 EUR"));

    [Test]
    public void Text_EveryKind_IsAsRecordedAndFits80Columns([Values] bool isLate, [Values] bool isUnsealed)
    {
        var ledger = Everything();
        // The hash is of sealed bytes too, which are nothing that is shown.
        var text = ShowText.Of(View(ledger, isLate ? Late : Soon, isUnsealed, ledger.Account.Retired)).Replace(ledger.Records[0].Hash, new string('0', 64), StringComparison.Ordinal);
        Golden.Check(text, $"{Folder}show{(isLate ? "-late" : "-soon")}{(isUnsealed ? "-unsealed" : "")}.txt");
        Assert.That(text.Split('\n').Where(line => line.Length > 80), Is.Empty);
    }

    [Test]
    public void Text_Estimates_ShowsExactLabels()
    {
        var chain = new Chain();
        var policy = Chain.Policy(null, feedback: Feedback.Estimates);
        chain.Open(policy);
        chain.Release(ReleasedSymbol.Pass, shown: new ShownCounts(13, 13, [new ShownClause(ClauseOutcome.Accepted, [1, 2, 10], 0)]));
        var configuration = Configuration with { Gate = Configuration.Gate with { Steps = null }, Budget = new BudgetSettings(null, null, null) };
        var text = ShowText.Of(View(chain.Ledger, Late, isUnsealed: false, null, configuration));
        Assert.That(text, Does.Contain("     13  actor\n").And.Contain("1 run has taken 50 % of delta").And.Contain("Label budget   13 used; no limit\n"));
        Assert.That(text, Does.Contain("not authenticated: the account has no key"));
    }

    [Test]
    public void Json_IsOneDocumentOfTheSameContent()
    {
        var view = View(Everything(), Soon, isUnsealed: false, null);
        var json = JsonNode.Parse(ShowJson.Of(view))!;
        Assert.Multiple(() =>
        {
            Assert.That((string?)json["schema"], Is.EqualTo("modelci.ledger-show/1"));
            Assert.That(json["events"]!.AsArray().Select(line => (string?)line!["kind"]), Is.EqualTo(view.Events.Select(line => line.Kind)));
            Assert.That(json["events"]!.AsArray().Select(line => (string?)line!["state"]), Has.Member("running-or-aborted").And.Member("refused-1").And.Member("waiting"));
            Assert.That((string?)json["events"]!.AsArray()[^1]!["successor"], Is.EqualTo("set-2"));
            Assert.That(json["events"]!.AsArray().Sum(line => (double?)line!["nats"] ?? 0), Is.EqualTo((double)json["error"]!["natsPaid"]!).Within(1e-12));
            Assert.That(json["events"]!.AsArray().Sum(line => (double?)line!["share"] ?? 0), Is.EqualTo((double)json["error"]!["spent"]!).Within(1e-12));
            Assert.That(json["events"]!.AsArray().Max(line => (int?)line!["labelsReserved"]), Is.LessThanOrEqualTo(view.Account.Reserved).And.GreaterThan(0));
            Assert.That(json["events"]!.AsArray().Select(line => line!["unsealed"]), Is.All.Null);
            Assert.That(json["labels"]!["used"], Is.Null);
            Assert.That((int)json["labels"]!["reserved"]!, Is.EqualTo(view.Account.Reserved));
        });
    }

    [Test]
    public void Json_Unsealed_HasTheExactAccount()
    {
        var json = JsonNode.Parse(ShowJson.Of(View(Everything(), Soon, isUnsealed: true, null)))!;
        var first = json["events"]!.AsArray().First(line => (int?)line!["step"] == 1)!["unsealed"]!;
        Assert.That(((string?)first["reason"], (int)first["needed"]!, (int)first["new"]!, (int)first["total"]!), Is.EqualTo(("reason", 3, 3, 3)));
        Assert.That(((int)json["labels"]!["used"]!, (int)json["labels"]!["charged"]!), Is.EqualTo((4, 6)));
    }

    [Test]
    public void Text_SealedDetails_AreNotReadUnlessUnsealed()
    {
        LedgerRecord[] blind = [.. Everything().Records.Select(record => new LedgerRecord(record.Entry, _ => throw new InvalidOperationException("a part was read")))];
        var view = View(Ledger.Verify(blind, null), Soon, isUnsealed: false, null);
        Assert.That(() => ShowText.Of(view) + ShowJson.Of(view), Throws.Nothing);
    }

    [Test]
    public void Text_ControlCharactersOfAnEntry_AreNotObeyed()
    {
        var chain = new Chain();
        chain.Add(header => new PinEntry(header with { Actor = "\u001b[31m" }, Chain.TestSet));
        Assert.That(ShowText.Of(View(chain.Ledger, Late, false, null)), Does.Not.Contain('\u001b').And.Contain("\\u001b[31m"));
    }

    /// <summary>Each kind of entry, each state of an evaluation.</summary>
    private static Ledger Everything()
    {
        var chain = new Chain(TestKeys.Seal(1));
        var policy = Chain.Policy(8, feedback: Feedback.Reason);
        var alphabet = ReleasedSymbol.Alphabet(policy, 1, mayWait: true);
        chain.Open(policy, alphabet, budget: 4000, perRun: 20);
        chain.Release(ReleasedSymbol.Refused(1), labels: [1, 2, 3]);
        chain.Open(policy, alphabet, budget: 4000, perRun: 20, mayUse: [1, 5, 6]);
        chain.EnterOffline(chain.Account.Evaluations[0].Opening, ReleasedSymbol.Pass, labels: [2, 3]);
        chain.Open(policy with { Condition = "n - o > 0 +/- 0.02" }, alphabet, budget: 4000, perRun: 20);
        chain.Release(ReleasedSymbol.Waiting, labels: [1, 4]);
        chain.Add(header => new PinEntry(header, chain.Pin with { Items = 60, Digest = "larger" }), pins: ItemPins.Of(Chain.Pool(10), ItemPins.PublicKey));
        chain.Add(header => new RetireEntry(header with { PullRequest = 123, Commit = "0123456789abcdef", Actor = "Ada Lovelace" }, Retirement.Rotated, "set-2"));
        return chain.Ledger;
    }

    private static LedgerView View(Ledger ledger, DateTimeOffset now, bool isUnsealed, Exhaustion? end, GateConfiguration? configuration = null)
    {
        var account = new SealedAccount(ledger);
        return new LedgerView(
            configuration ?? Configuration, ledger, ledger.Account, LedgerEvent.Of(ledger, now, isUnsealed ? account.Details : null), GatePolicy.Of(configuration ?? Configuration),
            end, ledger.IsKeyed, 2, isUnsealed ? ExactLabels.Of(account, ledger.Account.TestSet!.Items) : null);
    }
}
