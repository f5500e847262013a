using ModelCI.Git;

namespace ModelCI.Adapters.Tests.Git;

/// <summary>A bare remote beside clones of it. <see cref="GitFixture.Repository"/> is where the remote's history was made.</summary>
internal abstract class RemoteFixture : GitFixture
{
    private readonly List<IDisposable> _owned = [];

    protected RemoteFixture()
    {
        Bare = Own(new TemporaryRepository(isInitialised: false));
        Bare.Git("init", "--quiet", "--bare", "--initial-branch", "main", "remote.git");
        BareFolder = Bare.PathOf("remote.git");
        Repository.Commit("file", "1");
        Head = Repository.Commit("file", "2");
        Repository.Git("push", "--quiet", BareFolder, "main");
    }

    /// <summary>Parent folder of <see cref="BareFolder"/>.</summary>
    protected TemporaryRepository Bare { get; }

    protected string BareFolder { get; }

    /// <summary>The remote's main.</summary>
    protected string Head { get; }

    public override void Dispose()
    {
        foreach (var owned in _owned) owned.Dispose();
        base.Dispose();
    }

    protected static GitLedgerStore At(TemporaryRepository clone, string name = "set", LedgerPlace? place = null) =>
        new(GitRepository.Around(clone.Folder), name, place ?? new LedgerPlace.Remote("origin"));

    /// <summary>A clone over file://, which honours --depth.</summary>
    protected TemporaryRepository Clone(params string[] options) => CloneOf("file://" + BareFolder, options);

    protected TemporaryRepository CloneOf(string address, params string[] options)
    {
        var clone = Own(new TemporaryRepository(isInitialised: false));
        clone.Git(["clone", "--quiet", .. options, address, "."]);
        return clone;
    }

    protected T Own<T>(T owned) where T : IDisposable
    {
        _owned.Add(owned);
        return owned;
    }

    protected string BareGit(params IEnumerable<string> arguments) => Bare.Git(["-C", BareFolder, .. arguments]);

    /// <summary>All refs of the remote, or of a clone, with their values.</summary>
    protected string RemoteRefs() => BareGit("for-each-ref", "--format=%(refname) %(objectname)");

    protected static string Refs(TemporaryRepository clone) => clone.Git("for-each-ref", "--format=%(refname) %(objectname)");
}
