using ModelCI.Cli.Configuration;
using ModelCI.Cli.Keys;
using ModelCI.Cli.Ledgers;
using ModelCI.Cli.Testing;
using ModelCI.Core.Accounting;
using ModelCI.Core.Configuration;
using ModelCI.Core.Sealing;
using ModelCI.Git;
using ModelCI.Holdout;

namespace ModelCI.Cli.Labelling;

/// <summary>What whoever buys labels sees of a test set: its files and its exact account. No model is looked at.</summary>
internal sealed class LabelDesk
{
    private readonly TestSetAccess _testSet;

    private LabelDesk(GateConfiguration configuration, TestSetKeys? keys, HoldoutData holdout, TestSetAccess testSet, Ledger ledger)
    {
        Configuration = configuration;
        Keys = keys;
        Holdout = holdout;
        _testSet = testSet;
        Account = new SealedAccount(ledger);
        // A test set that was extended is another one to a question: what waited on the smaller one never goes on.
        // One that has all its labels needs a run and no labeller.
        var waiting = ledger.Account.Evaluations.Where(evaluation => evaluation.IsWaiting && evaluation.Opening.TestSet.Digest == testSet.Pin.Digest).ToArray();
        Waiting = waiting.LastOrDefault(evaluation => testSet.Lacking(Account, evaluation).Any()) ?? waiting.LastOrDefault();
        Lacking = Waiting is null ? [] : [.. testSet.Lacking(Account, Waiting)];
    }

    public GateConfiguration Configuration { get; }

    public TestSetKeys? Keys { get; }

    public HoldoutData Holdout { get; }

    public SealedAccount Account { get; }

    /// <summary>N.</summary>
    public int Items => _testSet.Pin.Items;

    /// <summary>The evaluation that began to wait last, of those that lack a label if there are any; null where none waits.</summary>
    public Evaluation? Waiting { get; }

    /// <summary>Rows of the next items that it may need a label of and that have none, in reading order.</summary>
    public IReadOnlyList<int> Lacking { get; }

    /// <summary>Reads account and files, and checks them against each other as a run of the gate does.</summary>
    /// <exception cref="Core.Problems.ModelCIException">The account or the files cannot be used, or are not each other's.</exception>
    public static LabelDesk Open(string configurationFile, bool isOffline)
    {
        var keys = KeyRing.Take();
        var configuration = ConfigurationReader.Read(configurationFile);
        var access = new LedgerAccess(configuration, GitRepository.Around(configuration.Folder), keys, isOffline, TimeProvider.System);
        var ledger = access.Load();
        var holdout = HoldoutReader.Read(configuration.Holdout, configuration.Folder, keys);
        return new LabelDesk(configuration, keys, holdout, TestSetAccess.Of(configuration.Holdout.Name, holdout, ledger, access.Seal, isForLabellers: true), ledger);
    }
}
