using System.Text;
using ModelCI.Core.Problems;

namespace ModelCI.Git;

/// <summary>Reads refs, and changes several of them in one transaction.</summary>
internal sealed class GitRefs(GitCommand git)
{
    /// <summary>Values of the refs that stand below or at the given full names; absent ones are left out.</summary>
    /// <exception cref="ModelCIException">MCI4002: a ref is there and cannot be read, which must never pass for an empty ledger.</exception>
    public Dictionary<string, string> Read(params string[] names)
    {
        // for-each-ref, since rev-parse cannot tell a ref that is absent from one that is broken.
        var output = git.Run(["for-each-ref", "--format=%(objectname) %(refname)", .. names]).Require("read the ledger's ref");
        // A line "warning: ignoring broken ref NAME".
        var broken = output.Error.Split('\n').Where(line => line.StartsWith("warning:", StringComparison.Ordinal)).Select(line => line.Split(' ')[^1]);
        if (broken.FirstOrDefault(word => word.StartsWith("refs/modelci", StringComparison.Ordinal)) is { } name) throw GitProblems.BrokenRef(name);
        return output.Lines.Select(line => line.Split(' ', 2)).ToDictionary(pair => pair[1], pair => pair[0]);
    }

    /// <summary>All changes or none; false when a ref had another value by then, or another process held its lock.</summary>
    /// <exception cref="ModelCIException">MCI4024: git failed for another reason.</exception>
    public bool TryChange(params IReadOnlyList<RefChange> changes)
    {
        if (changes.Count == 0) return true;
        var input = Encoding.ASCII.GetBytes(string.Concat(changes.Select(change => change.Line + "\n")));
        var output = git.Run(input, "update-ref", "--no-deref", "-m", "ModelCI", "--stdin");
        if (output.Succeeded || RefConflict.IsIn(output.Error)) return output.Succeeded;
        throw GitProblems.Failed("update the ledger's ref", output);
    }
}
