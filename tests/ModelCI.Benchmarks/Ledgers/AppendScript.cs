using ModelCI.Benchmarks.Processes;

namespace ModelCI.Benchmarks.Ledgers;

/// <summary>What an append behind another one's entry asks of git, command by command, without ModelCI.</summary>
internal static class AppendScript
{
    private const string Script = """
        set -e
        ledger=refs/modelci/set seen=refs/modelci-seen/set
        git for-each-ref --format='%(objectname) %(refname)' refs/modelci/ $seen > /dev/null
        head=$(git ls-remote --refs origin 'refs/modelci/*' | cut -f 1)
        git fetch --quiet --no-tags --no-write-fetch-head --refmap= --no-filter origin $ledger
        git rev-list --reverse --parents $head ^$ledger > /dev/null
        echo $head:entry.json | git cat-file --batch > /dev/null
        printf 'update %s %s\n' $ledger $head $seen $head | git update-ref --no-deref --stdin
        entry=$(head -c 1000 /dev/zero | git hash-object -w --stdin)
        sealed=$(head -c 18000 /dev/zero | git hash-object -w --stdin)
        tree=$(printf '100644 blob %s\tentry.json\n100644 blob %s\tsealed\n' $entry $sealed | git mktree)
        commit=$(git commit-tree -m entry -p $head $tree)
        git push --quiet --porcelain --no-verify origin $commit:$ledger
        git for-each-ref --format='%(objectname) %(refname)' $ledger $seen > /dev/null
        git rev-list --reverse --parents $commit ^$head > /dev/null
        echo $commit:entry.json | git cat-file --batch > /dev/null
        printf 'update %s %s\n' $ledger $commit $seen $commit | git update-ref --no-deref --stdin
        """;

    private static readonly Dictionary<string, string> Author = ((string[])["AUTHOR", "COMMITTER"])
        .SelectMany(role => new[] { ($"GIT_{role}_NAME", "ModelCI"), ($"GIT_{role}_EMAIL", "modelci@localhost") }).ToDictionary();

    public static TimeSpan Time(string clone) => Child.Time("sh", clone, Author, "-c", Script);
}
