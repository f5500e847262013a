using ModelCI.Cli.Ledgers;
using ModelCI.Cli.Predicting;
using ModelCI.Cli.Testing;
using ModelCI.Core.Accounting;
using ModelCI.Core.Configuration;
using ModelCI.Core.Sealing;
using ModelCI.Git;
using ModelCI.Holdout;

namespace ModelCI.Cli.Holdouts;

/// <summary>
/// One test set takes over from another. Everything is checked before the first step, and every step looks whether it was made already: a rotation
/// that was broken off is finished by the same command.
/// </summary>
internal sealed class Rotation
{
    private readonly GitRepository _repository;
    private readonly NextTestSet _next;
    private readonly LedgerAccess _old;
    private readonly LedgerAccess _new;
    private readonly HoldoutData _holdout;

    /// <summary>Reads and checks; writes nothing.</summary>
    /// <exception cref="Core.Problems.ModelCIException">Files or names that cannot take over; MCI405x and those of the files.</exception>
    public Rotation(GateConfiguration old, NextTestSet next, TestSetKeys? keys, TimeProvider time)
    {
        (_next, OldName) = (next, old.Holdout.Name);
        AccountRules.CheckKey(GatePolicy.Of(old), keys);
        _repository = GitRepository.Around(old.Folder);
        // Keys may be new with the new test set; an account without a key is retired without one.
        var isKeyed = new LedgerAccess(old, _repository, null, isOffline: false, time).LoadWithoutKey().IsKeyed;
        _old = new LedgerAccess(old, _repository, isKeyed ? keys : null, isOffline: false, time);
        _new = new LedgerAccess(next.Configuration, _repository, keys, isOffline: false, time);
        var (before, after) = (_old.Load(), _new.Load());
        CheckMayRetire(before);
        if (after.Entries.Count > 0 && LifeProblems.SuccessorOf(before) != NewName) throw LifeProblems.NameTaken(NewName);
        _holdout = HoldoutReader.Read(next.Configuration.Holdout, old.Folder, keys);
        CheckServes(after);
    }

    public string OldName { get; }

    public string NewName => _next.Configuration.Holdout.Name;

    /// <summary>Items of the new test set.</summary>
    public int Items => _holdout.Items.Count;

    /// <summary>Writes the last entry of the old account and the first of the new one.</summary>
    /// <returns>The hash of the latter.</returns>
    public string Enter(CancellationToken cancellation)
    {
        _old.EnterOffline(cancellation);
        _old.Journal.Append(Retire, cancellation);
        var begun = _new.Journal.Append(Begin, cancellation) ?? _new.Load();
        return begun.Records[0].Hash;
    }

    private EntryContent? Retire(Ledger ledger)
    {
        CheckMayRetire(ledger);
        return LifeProblems.SuccessorOf(ledger) is null
            ? new EntryContent(header => new RetireEntry(header, Retirement.Rotated, NewName), SealedDetails.None, ledger.Account.TestSet!.Items)
            : null;
    }

    private EntryContent? Begin(Ledger ledger)
    {
        // Of a ledger that has begun this checks that it pins these items.
        var testSet = TestSetAccess.Of(NewName, _holdout, ledger, _new.Seal, isForLabellers: true);
        return ledger.Entries.Count > 0
            ? null
            : new EntryContent(header => new PinEntry(header, testSet.Pin), SealedDetails.None, testSet.Pin.Items, testSet.NewPins(ledger), testSet.NewCommitments(ledger));
    }

    private void CheckMayRetire(Ledger ledger)
    {
        if (ledger.Entries.Count == 0) throw LifeProblems.NoAccount(OldName);
        if (LifeProblems.SuccessorOf(ledger) is { } successor && successor != NewName) throw LifeProblems.Retired(OldName, successor);
    }

    /// <summary>What a first run would find out, when the old test set is gone.</summary>
    private void CheckServes(Ledger ledger)
    {
        var configuration = _next.Configuration;
        var testSet = TestSetAccess.Of(NewName, _holdout, ledger, _new.Seal, isForLabellers: true);
        OtherTestSets.CheckApart(configuration, _repository, _holdout.Items, _new.Seal);
        _next.CheckColumns(_holdout.Items);
        var (policy, task) = (GatePolicy.Of(configuration), ConfiguredTask.Of(configuration, _holdout.Labels));
        AccountRules.CheckLabels(policy, _holdout.Labels.IsComplete);
        var clauses = CompiledCondition.Resolved(CompiledCondition.Of(configuration), configuration, task);
        new Lifetime(configuration, policy, clauses, task.Classes, testSet.Pin.Items).CheckFirst(Account.Empty);
    }
}
