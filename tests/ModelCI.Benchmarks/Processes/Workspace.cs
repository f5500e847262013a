using System.Diagnostics;

namespace ModelCI.Benchmarks.Processes;

/// <summary>A temporary git repository without a ledger, and a home folder of its own: every repetition is a first run.</summary>
internal sealed class Workspace : IDisposable
{
    private readonly DirectoryInfo _top = Directory.CreateTempSubdirectory("modelci-benchmark-");
    private readonly string _folder;
    private readonly Dictionary<string, string> _environment;

    private Workspace()
    {
        _folder = _top.CreateSubdirectory("repository").FullName;
        _environment = new Dictionary<string, string>
        {
            ["HOME"] = _top.CreateSubdirectory("home").FullName,
            ["GIT_CONFIG_NOSYSTEM"] = "1",
        };
        Child.Time("git", _folder, _environment, "init", "--quiet", "--initial-branch", "main");
    }

    /// <summary>The example, as a reader of README.md runs it.</summary>
    public static Workspace Digits()
    {
        var workspace = new Workspace();
        foreach (var part in (string[])["modelci.yml", "models", "holdout"])
        {
            var source = Path.Combine(Checkout.Digits, part);
            foreach (var file in File.Exists(source) ? [source] : Directory.EnumerateFiles(source))
            {
                var target = Path.Combine(workspace._folder, Path.GetRelativePath(Checkout.Digits, file));
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Copy(file, target);
            }
        }
        return workspace;
    }

    /// <summary>An MLP against a CNN on 10,000 images, all of which are predicted.</summary>
    public static Workspace Fashion()
    {
        var workspace = new Workspace();
        File.WriteAllText(Path.Combine(workspace._folder, "modelci.yml"), $$"""
            version: 1
            candidate: {{FashionTask.Candidate}}
            baseline: {{FashionTask.Baseline}}
            holdout:
              name: fashion
              items: {{FashionTask.Items}}
              id: labels
              labels: {{FashionTask.Labels}}
              inputs:
                image: { from: holdout_images, scale: 0.00392156862745098 }
            gate:
              condition: "n - o > 0 +/- 0.01"
              reliability: 0.99
            ledger: { remote: none }
            """);
        return workspace;
    }

    /// <summary>A workspace that somebody else fills.</summary>
    public static Workspace Of(Action<string> fill)
    {
        var workspace = new Workspace();
        fill(workspace._folder);
        return workspace;
    }

    /// <summary>The repository.</summary>
    public string Folder => _folder;

    /// <summary>A run here, which must pass, watched while it lasts.</summary>
    public void Run(string program, Action<Process> watch, params IEnumerable<string> arguments) => Child.Time(program, _folder, _environment, arguments, watch);

    /// <summary>Time of a run here, which must pass.</summary>
    public TimeSpan Time(string program, params IEnumerable<string> arguments) => Child.Time(program, _folder, _environment, arguments);

    public void Dispose() => _top.Delete(recursive: true);
}
